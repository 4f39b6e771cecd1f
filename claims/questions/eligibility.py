"""Before anything else: whether Universal Credit is the right claim (WRA 2012 s.4; UC Regs 3, 8, 9, 12, 18)."""

from __future__ import annotations

from datetime import date

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core import clock
from govuk.contact import reach_us_lazy
from govuk.fields import CheckboxesField, DateField, RadiosField, YesNoField
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Exit, Page, Task
from journeys.forms import QuestionForm
from rules.ages import age_on
from rules.pension_age import pension_age_date


class DateOfBirthForm(QuestionForm):
    """How old they are decides most of what follows."""

    why = _("Your age decides whether you can claim, and how much your standard allowance is.")
    date_of_birth = DateField(
        label=_("What is your date of birth?"),
        hint=_("For example, 27 3 1993"),
        personal=True,
        missing=_("Enter your date of birth"),
        name=_("Date of birth"),
        past=True,
        birth=True,
        earliest=lambda: clock.today().replace(year=clock.today().year - 120, day=1),
    )


class CountryForm(QuestionForm):
    """Where they live."""

    why = _("This service is for England, Scotland and Wales. Northern Ireland has its own.")
    country = RadiosField(
        label=_("Where do you live?"),
        personal=True,
        missing=_("Select where you live"),
        choices=(
            ("england", _("England")),
            ("scotland", _("Scotland")),
            ("wales", _("Wales")),
            ("northern-ireland", _("Northern Ireland")),
            ("elsewhere", _("Outside the United Kingdom")),
        ),
    )


class CapitalLimitForm(QuestionForm):
    """Above this much there is no award (UC Regs reg 18)."""

    why = _("The law allows no Universal Credit to somebody with more than £16,000, but some money does not count.")
    over_capital_limit = YesNoField(
        label=_("Do you have more than £16,000 in money, savings and investments?"),
        hint=_("Do not count the home you live in, your personal belongings or your pension."),
        personal=True,
        missing=_("Select yes if you have more than £16,000"),
    )


class CapitalExceptionsForm(QuestionForm):
    """Money that does not count towards the limit (UC Regs Sch 10; regs 75 and 76)."""

    why = _("Some money does not count. If you have £16,000 or less without it, you can claim.")
    capital_exceptions = CheckboxesField(
        label=_("Is some of it one of these, so that the rest is £16,000 or less?"),
        hint=_("We will ask about each amount later."),
        personal=True,
        missing=_("Select what some of it is, or select none of these"),
        choices=(
            ("compensation", _("Compensation for an injury, or from a scheme such as infected blood or Windrush")),
            ("arrears", _("Benefits paid late to you in the last 12 months")),
            ("business", _("Money or things used for my business")),
            ("home", _("Money for buying or repairing my home, got in the last 6 months")),
            ("property", _("Property where a close relative lives, or that I am selling or have just left")),
            ("insurance", _("A life insurance policy, a funeral plan, or a deposit with a housing association")),
        ),
        none=("none", _("None of these")),
    )


class EducationForm(QuestionForm):
    """Somebody receiving education cannot usually claim (WRA s.4(1)(d), UC Regs 12)."""

    why = _(
        "Most people in full-time education cannot get Universal Credit. If you are, we ask about the exceptions next."
    )
    in_education = YesNoField(
        label=_("Are you in full-time education or training?"),
        personal=True,
        missing=_("Select yes if you are in full-time education or training"),
    )


class EducationExceptionsForm(QuestionForm):
    """The cases in which a student can claim all the same (UC Regs 13, 14)."""

    education_exceptions = CheckboxesField(
        label=_("Do any of these apply to you?"),
        hint=_("Some people in education can claim, so select all that apply."),
        personal=True,
        missing=_("Select what applies to you, or select none of these"),
        choices=(
            ("child", _("I am responsible for a child")),
            ("foster", _("I foster a child who is placed with me")),
            ("disabled", _("I get a disability benefit and we have agreed that I cannot work now")),
            (
                "no-parental-support",
                _("I am 21 or under, at school or college, and have no parental support"),
            ),
            ("waiting", _("I took time out for illness or caring and am waiting to go back")),
        ),
        none=("none", _("None of these")),
    )


class PartnerForm(QuestionForm):
    """Couples claim together (WRA s.2)."""

    why = _("Couples claim together. It changes the amount, and what both of you earn and have counts.")
    lives_with_partner = YesNoField(
        label=_("Do you live with a partner?"),
        hint=_("A partner is your husband, wife, civil partner, or someone you live with as a couple."),
        personal=True,
        missing=_("Select yes if you live with a partner"),
    )


def _age(known: KnownAnswers) -> int | None:
    born = known.get("date_of_birth")
    return age_on(date.fromisoformat(born), clock.today()) if born else None


def under_18(known: KnownAnswers) -> bool:
    """They are under 18."""
    age = _age(known)
    return age is not None and age < 18


def over_pension_age(known: KnownAnswers) -> bool:
    """They have reached State Pension age."""
    born = known.get("date_of_birth")
    return bool(born) and pension_age_date(date.fromisoformat(born)) <= clock.today()


def lives_in_northern_ireland(known: KnownAnswers) -> bool:
    """They live in Northern Ireland."""
    return known.get("country") == "northern-ireland"


def lives_abroad(known: KnownAnswers) -> bool:
    """They live outside the United Kingdom."""
    return known.get("country") == "elsewhere"


def over_16000(known: KnownAnswers) -> bool:
    """They have more than £16,000."""
    return known.get("over_capital_limit") is True


def over_16000_that_counts(known: KnownAnswers) -> bool:
    """They have more than £16,000, and none of it is money that does not count."""
    return over_16000(known) and known.get("capital_exceptions") in (None, ["none"])


def in_education(known: KnownAnswers) -> bool:
    """They are in full-time education."""
    return known.get("in_education") is True


def student_without_exception(known: KnownAnswers) -> bool:
    """They are in education and no exception applies."""
    return known.get("education_exceptions") == ["none"]


def lives_with_partner(known: KnownAnswers) -> bool:
    """They live with a partner."""
    return known.get("lives_with_partner") is True


CONTACT = (_("Contact us"), reverse_lazy("help:contact"))

TASK = Task(
    "eligibility",
    _("Check if you can claim"),
    part=OWN,
    pages=(
        Page("date-of-birth", DateOfBirthForm),
        Exit(
            "under-18",
            _("You may need to talk to us before you claim"),
            (
                _("Most people must be 18 or over to get Universal Credit."),
                _(
                    "You may be able to claim at 16 or 17 if you have a child, are pregnant, are ill or disabled, "
                    "care for somebody, or have no support from your parents."
                ),
                _("You cannot claim at 16 or 17 online yet. We will make the claim with you."),
                reach_us_lazy(),
            ),
            under_18,
            links=(CONTACT,),
        ),
        Exit(
            "over-pension-age",
            _("You have reached State Pension age"),
            (
                _("Universal Credit is for people under State Pension age."),
                _("You may be able to get Pension Credit, which tops up your income, and help with your rent."),
            ),
            over_pension_age,
            links=((_("Find out about Pension Credit"), "https://www.gov.uk/pension-credit"),),
        ),
        Page("country", CountryForm),
        Exit(
            "northern-ireland",
            _("Claim in Northern Ireland"),
            (
                _("Universal Credit in Northern Ireland is a separate service."),
                _("Claim there. It asks much the same questions, and the amounts are the same."),
            ),
            lives_in_northern_ireland,
            links=((_("Universal Credit in Northern Ireland"), "https://www.nidirect.gov.uk/universalcredit"),),
        ),
        Exit(
            "abroad",
            _("You must live in England, Scotland or Wales"),
            (
                _("You cannot get Universal Credit while you live outside the United Kingdom."),
                _("If you are away for a month or less and live here, go back and change your answer."),
            ),
            lives_abroad,
        ),
        Page("capital-limit", CapitalLimitForm),
        Page("capital-exceptions", CapitalExceptionsForm, asked_if=over_16000),
        Exit(
            "over-capital-limit",
            _("You have too much in savings to get Universal Credit"),
            (
                _("You cannot get Universal Credit while you have more than £16,000."),
                _(
                    "You may be able to get other benefits that do not count savings, such as New Style "
                    "Jobseeker's Allowance, and a lower Council Tax bill."
                ),
                _("Come back when you have £16,000 or less. Your answers are kept for 28 days."),
            ),
            over_16000_that_counts,
            links=((_("Check what else you can get"), "https://www.gov.uk/check-benefits-financial-support"),),
        ),
        Page("education", EducationForm),
        Page("education-exceptions", EducationExceptionsForm, asked_if=in_education),
        Exit(
            "student",
            _("You cannot usually claim while you are in full-time education"),
            (
                _("You may be able to claim when your course ends, or if one of the exceptions applies to you."),
                _("Your college or university can tell you about bursaries and hardship funds."),
            ),
            student_without_exception,
        ),
        Page("partner", PartnerForm),
        Exit(
            "partner-claims-too",
            _("You and your partner need to claim together"),
            (
                _("People who live as a couple make one claim, even if only one of them needs help."),
                _(
                    "You cannot make a joint claim here yet. You will be able to give your partner a code, and "
                    "each of you will answer your own questions on your own account."
                ),
                _("We have saved your answers for 28 days. If you want to claim together now, we will help you."),
                reach_us_lazy(),
            ),
            lives_with_partner,
            links=(CONTACT,),
        ),
    ),
)
