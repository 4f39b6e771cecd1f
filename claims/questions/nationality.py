"""Nationality and residence (WRA s.4(1)(c); UC Regs reg 9; Immigration and Asylum Act 1999 s.115)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import DateField, RadiosField, YesNoField
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Exit, Page, Task
from journeys.forms import QuestionForm


class NationalityForm(QuestionForm):
    """Whether more has to be asked about the right to live here."""

    why = _("Your nationality or immigration status decides whether you can get Universal Credit.")
    nationality = RadiosField(
        label=_("What is your nationality?"),
        hint=_("If you have more than one, choose the first in this list that is yours."),
        personal=True,
        missing=_("Select your nationality"),
        choices=(
            ("british", _("British")),
            ("irish", _("Irish")),
            ("eea", _("From another country in the European Economic Area, or Swiss")),
            ("other", _("From another country")),
        ),
    )


class SettledStatusForm(QuestionForm):
    """EU Settlement Scheme."""

    why = _("With settled status you can get Universal Credit like a British citizen. Other statuses need more checks.")
    settled_status = RadiosField(
        label=_("What is your status under the EU Settlement Scheme?"),
        personal=True,
        missing=_("Select your status under the EU Settlement Scheme"),
        choices=(
            ("settled", _("Settled status")),
            ("pre-settled", _("Pre-settled status")),
            ("applied", _("I have applied and am waiting")),
            ("none", _("None of these")),
        ),
    )


class ImmigrationForm(QuestionForm):
    """Leave to be here, and what it allows."""

    why = _(
        "Some visas do not allow benefits. If claiming could put your stay at risk, we tell you before "
        "anything is sent."
    )
    immigration = RadiosField(
        label=_("Which of these describes your permission to live in the UK?"),
        personal=True,
        missing=_("Select your permission to live in the UK"),
        choices=(
            ("indefinite", _("Indefinite leave to remain, or no time limit")),
            ("refugee", _("Refugee status or humanitarian protection")),
            ("resettled", _("I came on a government scheme, such as from Afghanistan or Ukraine")),
            ("funds", _("A visa that allows public funds")),
            ("no-funds", _("A visa with no recourse to public funds")),
            ("asylum", _("I have asked for asylum and am waiting")),
            ("none", _("I have no permission, or am not sure")),
        ),
    )


class ArrivedForm(QuestionForm):
    """Since when they have lived here."""

    why = _("Most people must have made their home here before they can get Universal Credit.")
    arrived = DateField(
        label=_("When did you last come to live in the UK?"),
        hint=_("For example, 27 3 2019"),
        personal=True,
        missing=_("Enter the date you last came to live in the UK"),
        name=_("The date you came to live in the UK"),
        past=True,
        or_today=True,
    )


class LivedHereForm(QuestionForm):
    """Habitual residence (UC Regs reg 9)."""

    why = _("We have to check that you have made your home here. Two years here is usually enough.")
    lived_here = YesNoField(
        label=_("Have you lived in the UK, Ireland, the Channel Islands or the Isle of Man for the past 2 years?"),
        hint=_("Do not count holidays or other short trips."),
        personal=True,
        missing=_("Select yes if you have lived in one of these places for the past 2 years"),
    )


class WhyReturnedForm(QuestionForm):
    """What brought them: some do not need to have been here long."""

    why = _("Some people do not need to have lived here for long, such as refugees and people sent back to the UK.")
    came_because = RadiosField(
        label=_("Why did you come to live here, or come back?"),
        personal=True,
        missing=_("Select why you came to live here"),
        choices=(
            ("work", _("To work or look for work")),
            ("family", _("To be with family")),
            ("danger", _("To get away from war, abuse or a disaster")),
            ("deported", _("I was sent back from another country")),
            ("other", _("Another reason")),
        ),
    )


def is_from_the_eea(known: KnownAnswers) -> bool:
    """They are from the European Economic Area or Swiss."""
    return known.get("nationality") == "eea"


def is_from_elsewhere(known: KnownAnswers) -> bool:
    """They are from another country."""
    return known.get("nationality") == "other"


def is_neither_british_nor_irish(known: KnownAnswers) -> bool:
    """They are neither British nor Irish."""
    return known.get("nationality") in {"eea", "other"}


def has_no_recourse(known: KnownAnswers) -> bool:
    """Their visa has no recourse to public funds."""
    return known.get("immigration") == "no-funds"


def waits_for_asylum(known: KnownAnswers) -> bool:
    """They wait for an answer about asylum."""
    return known.get("immigration") == "asylum"


def has_no_permission(known: KnownAnswers) -> bool:
    """They have no permission to live here, or are not sure."""
    return known.get("immigration") == "none"


def has_not_lived_here(known: KnownAnswers) -> bool:
    """They have not lived here for two years."""
    return known.get("lived_here") is False


TASK = Task(
    "nationality",
    _("Tell us about your nationality"),
    have_ready=_("Have ready: your passport or visa, if you are not a British or Irish citizen."),
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("which-nationality", NationalityForm),
        Page("settled-status", SettledStatusForm, asked_if=is_from_the_eea),
        Page("immigration", ImmigrationForm, asked_if=is_from_elsewhere),
        Exit(
            "no-public-funds",
            _("Your visa does not allow Universal Credit"),
            (
                _("A visa with no recourse to public funds means that claiming could put your visa at risk."),
                _(
                    "If you cannot afford somewhere to live or food, you can ask the Home Office to change the "
                    "conditions of your visa."
                ),
                _("Your council may have to help if you have children or cannot look after yourself."),
            ),
            has_no_recourse,
            links=((_("Ask to change your visa conditions"), "https://www.gov.uk/change-of-conditions"),),
        ),
        Exit(
            "asylum",
            _("Asylum support is for you while you wait"),
            (
                _("You cannot get Universal Credit while you wait for an answer about asylum."),
                _("You can ask for somewhere to live and money for food. If you are given status, claim then."),
            ),
            waits_for_asylum,
            links=((_("Get asylum support"), "https://www.gov.uk/asylum-support"),),
        ),
        Exit(
            "no-permission",
            _("Get advice before you claim"),
            (
                _("Claiming without permission to live here can harm your case to stay."),
                _("A free adviser can look at it with you. What you have told us is saved and not sent to anyone."),
            ),
            has_no_permission,
            links=((_("Find an immigration adviser"), "https://www.gov.uk/find-an-immigration-adviser"),),
        ),
        Page("arrived", ArrivedForm, asked_if=is_neither_british_nor_irish),
        Page("lived-here", LivedHereForm),
        Page("came-because", WhyReturnedForm, asked_if=has_not_lived_here),
    ),
)
