"""The equality questions, as a journey: the GOV.UK Design System's pattern, in the words of the Government Statistical
Service's harmonised standards.

No question takes words of one's own, because what somebody writes can say who they are. No page is asked of some only
because of what they answered, apart from the second step of the ethnic group, so that its address says nothing either.
"""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from equality.backgrounds import BACKGROUNDS, Group
from govuk.fields import RadiosField
from govuk.fields.base import Words
from govuk.fields.choices import Choice
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Gate, Journey, Page, Task
from journeys.forms import QuestionForm
from journeys.host import Host
from journeys.registry import register

PREFER_NOT = "prefer_not"


class EqualityField(RadiosField):
    """A question that nobody has to answer. It is kept encrypted until it is nobody's."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("apart", (PREFER_NOT, _("Prefer not to say")))
        super().__init__(personal=True, secret=True, **kwargs)


YES_OR_NO: tuple[tuple[str, Words], ...] = (("yes", _("Yes")), ("no", _("No")))


class SexForm(QuestionForm):
    """Sex and gender identity."""

    title = _("Sex and gender identity")
    sex = EqualityField(
        label=_("What is your sex?"),
        missing=_("Select your sex, or select “Prefer not to say”"),
        choices=(("female", _("Female")), ("male", _("Male"))),
    )
    gender_same = EqualityField(
        label=_("Is the gender you identify with the same as your sex registered at birth?"),
        missing=_("Select yes if your gender is the same as your sex registered at birth, or “Prefer not to say”"),
        choices=YES_OR_NO,
    )


class HealthForm(QuestionForm):
    """Long-lasting conditions, and whether they restrict activities. Both on one page, so that nobody who asks which
    pages somebody was shown learns what they answered."""

    title = _("Your health")
    condition = EqualityField(
        label=_(
            "Do you have any physical or mental health conditions or illnesses lasting or expected to last "
            "12 months or more?"
        ),
        missing=_("Select yes if you have a condition or illness, or select “Prefer not to say”"),
        choices=YES_OR_NO,
    )
    limits = EqualityField(
        label=_("Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?"),
        hint=_("If you have one, think of eating, washing, walking or going shopping."),
        optional=True,
        name=_("How much it limits you"),
        choices=(("lot", _("Yes, a lot")), ("little", _("Yes, a little")), ("not", _("Not at all"))),
    )

    def clean(self) -> dict[str, Any]:
        """Without a condition there is nothing that it could reduce."""
        values = super().clean() or self.cleaned_data
        if "limits" in values and values.get("condition") != "yes":
            values["limits"] = None
        return values


class EthnicGroupForm(QuestionForm):
    """The first of two steps."""

    ethnic_group = EqualityField(
        label=_("What is your ethnic group?"),
        hint=_("On the next page you can choose the answer that best describes your background."),
        missing=_("Select your ethnic group, or select “Prefer not to say”"),
        choices=tuple((group.slug, group.name) for group in BACKGROUNDS),
    )


def chosen_group(known: KnownAnswers) -> Group | None:
    """The ethnic group that they chose, unless they prefer not to say."""
    return next((group for group in BACKGROUNDS if group.slug == known.get("ethnic_group")), None)


class EthnicBackgroundForm(QuestionForm):
    """The second step: one page at one address for every group."""

    ethnic_background = EqualityField(
        label=_("Which of the following best describes your background?"),
        missing=_("Select your background, or select “Prefer not to say”"),
        choices=tuple(choice for group in BACKGROUNDS for choice in group.backgrounds),
    )

    def adapt(self, known: KnownAnswers) -> None:
        """Name the group that they chose."""
        if group := chosen_group(known):
            cast("EqualityField", self.fields["ethnic_background"]).label = group.question

    @classmethod
    def offered(cls, known: KnownAnswers) -> dict[str, tuple[Choice, ...]]:
        """The backgrounds of the group that they chose."""
        group = chosen_group(known)
        return {"ethnic_background": group.backgrounds} if group else {}


class ReligionForm(QuestionForm):
    """Religion."""

    religion = EqualityField(
        label=_("What is your religion?"),
        missing=_("Select your religion, or select “Prefer not to say”"),
        choices=(
            ("none", _("No religion")),
            (
                "christian",
                _("Christian"),
                _("Including Church of England, Catholic, Protestant and all other Christian denominations"),
            ),
            ("buddhist", _("Buddhist")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Any other religion")),
        ),
    )


class OrientationForm(QuestionForm):
    """Sexual orientation."""

    orientation = EqualityField(
        label=_("Which of the following best describes your sexual orientation?"),
        missing=_("Select your sexual orientation, or select “Prefer not to say”"),
        choices=(
            ("straight", _("Heterosexual or straight")),
            ("gay", _("Gay or lesbian")),
            ("bi", _("Bisexual")),
            ("other", _("Other sexual orientation")),
        ),
    )


class MaritalStatusForm(QuestionForm):
    """Marriage and civil partnership, in law."""

    marital_status = EqualityField(
        label=_("What is your legal marital or registered civil partnership status?"),
        missing=_("Select your legal status, or select “Prefer not to say”"),
        choices=(
            ("never", _("Never married and never registered in a civil partnership")),
            ("married", _("Married")),
            ("partnered", _("In a registered civil partnership")),
            ("separated", _("Separated, but still legally married")),
            ("parted", _("Separated, but still legally in a civil partnership")),
            ("divorced", _("Divorced")),
            ("dissolved", _("Formerly in a civil partnership which is now legally dissolved")),
            ("widowed", _("Widowed")),
            ("surviving", _("Surviving partner from a registered civil partnership")),
        ),
    )


class MainLanguageForm(QuestionForm):
    """Main language."""

    main_language = EqualityField(
        label=_("What is your main language?"),
        missing=_("Select your main language, or select “Prefer not to say”"),
        choices=(
            ("english", _("English")),
            ("welsh", _("Welsh")),
            ("sign", _("British Sign Language")),
            ("other", _("Another language")),
        ),
    )


def gave_a_group(known: KnownAnswers) -> bool:
    """They chose an ethnic group."""
    return chosen_group(known) is not None


def claim_was_sent(host: Host) -> bool:
    """The claim that they were asked after was sent: nothing that they answer could be thought to decide it."""
    return bool(host.context["was_sent"])


ABOUT_YOU = Task(
    "about-you",
    _("Equality questions"),
    part=OWN,
    pages=(
        Page("sex-and-gender", SexForm),
        Page("health", HealthForm),
        Page("ethnic-group", EthnicGroupForm),
        Page("ethnic-background", EthnicBackgroundForm, asked_if=gave_a_group),
        Page("religion", ReligionForm),
        Page("sexual-orientation", OrientationForm),
        Page("marital-status", MaritalStatusForm),
        Page("main-language", MainLanguageForm),
    ),
)

EQUALITY = register(
    Journey(
        "equality",
        tasks=(ABOUT_YOU,),
        gates=(Gate("claim sent", claim_was_sent, otherwise=lambda host: host.closed_url),),
        noted=False,
    )
)
