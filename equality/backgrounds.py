"""Ethnic groups and the backgrounds within each: the harmonised standard's for England, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from govuk.fields.base import Words


@dataclass(frozen=True, slots=True)
class Group:
    """A broad ethnic group: how it is asked about further, and the backgrounds in it."""

    slug: str
    name: Words
    question: Words
    backgrounds: tuple[tuple[str, Words], ...]


BACKGROUNDS = (
    Group(
        "white",
        _("White"),
        _("Which of the following best describes your White background?"),
        (
            ("white_british", _("English, Welsh, Scottish, Northern Irish or British")),
            ("white_irish", _("Irish")),
            ("white_traveller", _("Gypsy or Irish Traveller")),
            ("white_roma", _("Roma")),
            ("white_other", _("Any other White background")),
        ),
    ),
    Group(
        "mixed",
        _("Mixed or multiple ethnic groups"),
        _("Which of the following best describes your Mixed or multiple ethnic groups background?"),
        (
            ("mixed_black_caribbean", _("White and Black Caribbean")),
            ("mixed_black_african", _("White and Black African")),
            ("mixed_asian", _("White and Asian")),
            ("mixed_other", _("Any other Mixed or multiple ethnic background")),
        ),
    ),
    Group(
        "asian",
        _("Asian or Asian British"),
        _("Which of the following best describes your Asian or Asian British background?"),
        (
            ("asian_indian", _("Indian")),
            ("asian_pakistani", _("Pakistani")),
            ("asian_bangladeshi", _("Bangladeshi")),
            ("asian_chinese", _("Chinese")),
            ("asian_other", _("Any other Asian background")),
        ),
    ),
    Group(
        "black",
        _("Black, African, Caribbean or Black British"),
        _("Which of the following best describes your Black, African, Caribbean or Black British background?"),
        (
            ("black_african", _("African")),
            ("black_caribbean", _("Caribbean")),
            ("black_other", _("Any other Black, African or Caribbean background")),
        ),
    ),
    Group(
        "other",
        _("Other ethnic group"),
        _("Which of the following best describes your background?"),
        (("other_arab", _("Arab")), ("other_other", _("Any other ethnic group"))),
    ),
)
