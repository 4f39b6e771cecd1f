"""The kinds of signal: what is looked for, how often it must be seen, and how it is put to whoever looks.

A kind says what was seen and why it is worth a look, and as plainly what it does not mean. docs/signals.md lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from govuk.fields.base import Words
from signals.finding import edits, pace, people, shared, staff
from signals.finding.found import Found
from signals.models import OF_PEOPLE, Outcome, ShareKind


@dataclass(frozen=True, slots=True)
class Kind:
    """What is looked for.

    ``seen`` may name %(count)s. ``usual`` is the threshold unless the settings say another; ``because`` is why that
    one, for those who set it; ``lowest`` is the least it may be. ``share`` is what many people may share for an
    ordinary reason, where it is that: then it can be noted as known. ``of_people``: several people may be one, and it
    can be noted that they are, or are not. ``of_staff`` is for work of staff, not for claimants.
    """

    slug: str
    title: Words
    seen: Words
    why: Words
    not_mean: Words
    find: Callable[[int], Iterator[Found]]
    usual: int
    because: str
    lowest: int = 2
    share: ShareKind | None = None
    of_people: bool = False
    of_staff: bool = False

    @property
    def threshold(self) -> int:
        """How often it must be seen; 0 looks for none."""
        return settings.SIGNAL_THRESHOLDS.get(self.slug, self.usual)

    def said(self, count: int) -> str:
        """What was seen, in words."""
        return str(self.seen) % {"count": count}


KINDS = (
    Kind(
        "same_account",
        _("Same bank account"),
        _("Claims of %(count)s households are paid into one bank account."),
        _("One person may be collecting money meant for others, or an account number may be typed wrong."),
        _(
            "People who have no account of their own are often paid into that of somebody they trust. Parents, carers, "
            "appointees and councils receive money for others every day."
        ),
        shared.same_account,
        usual=2,
        because="Money for two households in one account is worth a question, however ordinary the answer.",
        share=ShareKind.ACCOUNT,
    ),
    Kind(
        "same_address",
        _("Same address on many claims"),
        _("%(count)s households claim from one address."),
        _("Claims may be made for people who do not live there, or rent may be claimed twice for one home."),
        _(
            "People share houses, take in family and move through flats quickly. Hostels, refuges and supported or "
            "temporary housing are left out when the claim says so, but not everybody knows what their home counts as."
        ),
        shared.same_address,
        usual=6,
        because=(
            "Five sharers who each claim for themselves are an ordinary shared house: five people are where licensing "
            "of houses in multiple occupation begins (SI 2018/221)."
        ),
        lowest=3,
        share=ShareKind.ADDRESS,
    ),
    Kind(
        "same_device",
        _("Same device for many claims"),
        _("People from %(count)s households with claims signed in on one device within 90 days."),
        _("Somebody may be running claims in the names of others, with or without their knowing."),
        _(
            "Computers in libraries, job centres and advice centres are shared by design, and people who are not used "
            "to computers are helped by family, neighbours and volunteers."
        ),
        shared.same_device,
        usual=4,
        because="Somebody who helps their family easily signs in for two or three; beyond that it is worth asking.",
        share=ShareKind.DEVICE,
    ),
    Kind(
        "account_name",
        _("Account in another name"),
        _("The claimant says that the account is theirs, but the name on it is nobody’s on the claim."),
        _("Payments may go to somebody else, or a name may be spelt wrong."),
        _(
            "People marry, divorce, change their name, or are known by one name at the bank and another here. Names "
            "from other languages and alphabets are written in many ways, and some people have one name only."
        ),
        shared.account_name,
        usual=1,
        because="There is nothing to count: one account is enough.",
        lowest=1,
    ),
    Kind(
        "same_number",
        _("Same National Insurance number"),
        _("%(count)s people with claims gave one National Insurance number."),
        _("A number may be typed wrong, or be used by somebody whose it is not."),
        _("A slip of one letter makes somebody else’s number. Ask both before thinking anything of either."),
        people.same_number,
        usual=2,
        of_people=True,
        because="One number is one person.",
    ),
    Kind(
        "same_person",
        _("Same name and date of birth"),
        _("%(count)s people with claims have one name and one date of birth."),
        _("One person may have two accounts and claim twice, often because they could not get into the first."),
        _(
            "Many people have the same name. Where births were not registered many are given 1 January, so among "
            "people who came as refugees both may be the same by chance."
        ),
        people.same_person,
        usual=2,
        of_people=True,
        because="Two are already one too many if they are one person.",
    ),
    Kind(
        "same_proof",
        _("Same GOV.UK One Login"),
        _("%(count)s people with claims were proved to be who they are by one GOV.UK One Login."),
        _("One GOV.UK One Login is one human being: one person may have two accounts, or prove who another is."),
        _(
            "People who could not get into their first account make another. Families share a phone, and whoever is "
            "signed in on it may prove the wrong person without noticing."
        ),
        people.same_proof,
        usual=2,
        because="One GOV.UK One Login is one human being.",
        of_people=True,
    ),
    Kind(
        "identity_changed",
        _("Name or date of birth changed after the identity check"),
        _("Somebody declared another name or date of birth after their identity was checked."),
        _("The check was of the name and date of birth before. Somebody else may be using the account."),
        _("People marry and change their name, and put right what they typed wrong the first time."),
        people.identity_changed,
        usual=1,
        because="There is nothing to count: the check has to be made again or found to hold.",
        lowest=1,
    ),
    Kind(
        "fast_answers",
        _("Answered faster than anybody reads"),
        _("%(count)s pages of a claim were each answered within 2 seconds of the one before."),
        _("A program may have filled in the claim, perhaps one of many, with details of people who do not know of it."),
        _(
            "Somebody who claims again knows the questions. Advisers in charities fill in many claims, and some "
            "browsers and aids for disabled people fill in pages by themselves."
        ),
        pace.fast_answers,
        usual=30,
        because="Nobody has a page come, reads it and answers it in 2 seconds, half of a short claim long.",
    ),
    Kind(
        "pay_edited",
        _("Pay changed many times"),
        _("Recorded pay on a claim was changed or removed %(count)s times in 90 days."),
        _("Each change of pay changes what is paid. An employer may report badly, or somebody may be adjusting."),
        _("Irregular work is reported irregularly. Whoever put it right did what they should."),
        edits.pay_edited,
        usual=4,
        because="One correction a month is ordinary where pay is weekly; four in three months is more than that.",
    ),
    Kind(
        "many_records",
        _("Many records opened in a day"),
        _("A member of staff opened %(count)s different records in one day."),
        _("Records may be read out of curiosity, or to pass on what is in them."),
        _("Some work goes through many records quickly: clearing a queue, a check of quality, a day on the phone."),
        staff.many_records,
        usual=40,
        because="One every twelve minutes through eight hours; opening one takes a reason and a note each time.",
        of_staff=True,
    ),
    Kind(
        "own_circle",
        _("Record of somebody near to staff"),
        _(
            "A member of staff opened the record of a claim that shares an account, an address or a device with their "
            "own claim, or with that of a colleague in their office."
        ),
        _("Nobody handles the claim of their family, friends or colleagues, or reads it."),
        _("People do not know all their neighbours, and addresses are not on the list that work is taken from."),
        staff.own_circle,
        usual=1,
        because="There is nothing to count: one is for a team leader to talk about.",
        lowest=1,
        of_staff=True,
    ),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
OF_STAFF = tuple(kind.slug for kind in KINDS if kind.of_staff)


def outcomes_of(kind: Kind) -> list[Outcome]:
    """What can come of looking at a signal of this kind."""
    return [outcome for outcome in Outcome if kind.of_people or outcome not in OF_PEOPLE]
