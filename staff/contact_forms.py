"""What staff are asked about being in touch with somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Help
from contacts.models import Contact, How, Promise, Spoke, Way
from contacts.services import ME, Noted
from conversations.forms import LONGEST
from conversations.topics import Topic, WithWhom
from core import clock
from documents.adding import AddFilesForm
from govuk.fields import DateField, FilesField, RadiosField, TextAreaField, TextField
from govuk.forms import GovukForm

WHEN = ("how", "way", "spoke", "spoke_name", "on", "topic")
AGREED = ("ours", "ours_by", "ours_who", "theirs", "theirs_by")
HELPER = "helper-"
FARTHEST = timedelta(days=366)
"""How far ahead something is agreed: nobody is told that it is late where the year was mistyped."""


def _who_does_it() -> list[tuple[str, Any]]:
    return [(ME, _("Me")), *((each.value, str(each.label).capitalize()) for each in WithWhom)]


class ContactForm(AddFilesForm):
    """A call, a visit, post or an email, and what was agreed in it."""

    title = _("Write down a call, a visit, post or an email")
    how = RadiosField(
        label=_("How were you in touch?"),
        personal=True,
        missing=_("Select how you were in touch"),
        choices=How.choices,
    )
    way = RadiosField(label=_("Who began it?"), personal=True, missing=_("Select who began it"), choices=Way.choices)
    spoke = RadiosField(
        label=_("Who was it?"),
        hint=_("Tell nothing about a claim to somebody whom the claimant did not name. You can listen to anybody."),
        personal=True,
        missing=_("Select who it was"),
        choices=Spoke.choices,
    )
    spoke_name = TextField(
        label=_("If it was somebody else: their name, and what they are to the claimant"),
        name=_("The name"),
        personal=True,
        secret=True,
        optional=True,
        max_length=200,
    )
    on = DateField(
        label=_("On which day?"),
        hint=_("Of post and emails, the day on which they came or went."),
        name=_("The day"),
        personal=True,
        past=True,
        or_today=True,
        missing=_("Enter the day"),
    )
    topic = RadiosField(
        label=_("What was it about?"),
        hint=_("The claimant reads these words: “your” is theirs."),
        personal=True,
        missing=_("Select what it was about"),
        choices=Topic.choices,
    )
    said = TextAreaField(
        label=_("What was said, or what does it say?"),
        hint=_("The claimant reads this. Use plain words, and write only what you know."),
        name=_("What was said"),
        personal=True,
        secret=True,
        missing=_("Enter what was said"),
        max_length=LONGEST,
        rows=6,
    )
    documents = FilesField(
        label=_("Add scans or photos of what came"),
        hint=_("Photos (JPG, PNG or HEIC) or PDFs, each smaller than 10MB."),
        personal=True,
        optional=True,
    )
    ours = TextAreaField(
        label=_("What did we agree to do?"),
        name=_("What we agreed to do"),
        personal=True,
        secret=True,
        optional=True,
        max_length=500,
        rows=3,
    )
    ours_by = DateField(
        label=_("By which day do we do it?"),
        name=_("The day by which we do it"),
        personal=True,
        optional=True,
        latest=lambda: clock.today() + FARTHEST,
    )
    ours_who = RadiosField(
        label=_("Who does it?"),
        personal=True,
        optional=True,
        name=_("Who does it"),
        choices=_who_does_it,
    )
    theirs = TextAreaField(
        label=_("What did the claimant agree to do?"),
        hint=_("It becomes a to-do of theirs."),
        name=_("What the claimant agreed to do"),
        personal=True,
        secret=True,
        optional=True,
        max_length=500,
        rows=3,
    )
    theirs_by = DateField(
        label=_("By which day do they do it?"),
        hint=_("It moves on from a weekend or a bank holiday."),
        name=_("The day by which they do it"),
        personal=True,
        optional=True,
        latest=lambda: clock.today() + FARTHEST,
    )
    reason = TextAreaField(
        label=_("What was wrong, and how do you know?"),
        hint=_("The claimant reads this. What it said before stays there to be read."),
        name=_("What was wrong"),
        personal=True,
        secret=True,
        missing=_("Enter what was wrong, and how you know"),
        max_length=500,
        rows=3,
    )

    field_order = (*WHEN, "said", "documents", *AGREED, "reason")

    def __init__(
        self,
        *args: Any,
        person_name: str,
        partner_name: str = "",
        helps: list[Help],
        before: Contact | None = None,
        promise: Promise | None = None,
        by_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.before = before
        self.partner_name, self.helps = partner_name, {f"{HELPER}{each.pk}": each.name for each in helps}
        if before:
            kwargs["initial"] = self._as_it_was(before, promise, by_id)
        super().__init__(*args, **kwargs)
        if before is None:
            del self.fields["reason"]
        spoke: Any = self.fields["spoke"]
        spoke.set_choices(
            [
                (Spoke.PERSON, person_name or Spoke.PERSON.label),
                *([(Spoke.PARTNER, _("%(name)s, their partner") % {"name": partner_name})] if partner_name else []),
                *((key, _("%(name)s, who helps them") % {"name": name}) for key, name in self.helps.items()),
                (Spoke.OTHER, Spoke.OTHER.label),
            ]
        )

    def _as_it_was(self, before: Contact, promise: Promise | None, by_id: int | None) -> dict[str, Any]:
        kept = ("how", "way", "spoke", "on", "topic", "said", "ours", "ours_by", "theirs", "theirs_by")
        found: dict[str, Any] = {name: getattr(before, name) for name in kept}
        if before.spoke == Spoke.HELPER:
            same = [key for key, name in self.helps.items() if name == before.spoke_name]
            found["spoke"] = same[0] if same else Spoke.OTHER
        if found["spoke"] == Spoke.OTHER:
            found["spoke_name"] = before.spoke_name
        if promise:
            found["ours_who"] = promise.with_whom or (ME if promise.staff_id == by_id else "")
        return found

    def clean(self) -> dict[str, Any]:
        """What was agreed has a day that is not over, and somebody who does it."""
        cleaned = super().clean() or {}
        if cleaned.get("spoke") == Spoke.OTHER and not cleaned.get("spoke_name"):
            self.add_error("spoke_name", _("Enter the name of who it was"))
        if cleaned.get("ours"):
            if not cleaned.get("ours_by") and "ours_by" not in self.errors:
                self.add_error("ours_by", _("Enter the day by which we do it"))
            if not cleaned.get("ours_who"):
                self.add_error("ours_who", _("Select who does it"))
        elif cleaned.get("ours_by") or cleaned.get("ours_who"):
            self.add_error("ours", _("Enter what we agreed to do"))
        if cleaned.get("theirs"):
            if not cleaned.get("theirs_by") and "theirs_by" not in self.errors:
                self.add_error("theirs_by", _("Enter the day by which they do it"))
        elif cleaned.get("theirs_by"):
            self.add_error("theirs", _("Enter what the claimant agreed to do"))
        if self._is_over("ours_by", cleaned):
            self.add_error("ours_by", _("The day by which we do it must be today or in the future"))
        if self._is_over("theirs_by", cleaned):
            self.add_error("theirs_by", _("The day by which they do it must be today or in the future"))
        return cleaned

    def _is_over(self, name: str, cleaned: dict[str, Any]) -> bool:
        day: date | None = cleaned.get(name)
        return bool(day and day < clock.today() and day != getattr(self.before, name, None))

    def noted(self, given: dict[str, Any]) -> Noted:
        """What was written down. Only after ``is_valid()``."""
        spoke, name = given["spoke"], ""
        if spoke in self.helps:
            spoke, name = Spoke.HELPER, self.helps[spoke]
        elif spoke == Spoke.PARTNER:
            name = self.partner_name
        elif spoke == Spoke.OTHER:
            name = given["spoke_name"]
        words: dict[str, Any] = {each: given[each] or "" for each in ("ours", "ours_who", "theirs")}
        kept: dict[str, Any] = {
            each: given[each] for each in ("how", "way", "on", "topic", "said", "ours_by", "theirs_by")
        }
        return Noted(spoke=spoke, spoke_name=name, **words, **kept)


class KeptForm(GovukForm):
    """What we did, as agreed."""

    title = _("We did what we agreed")
    button = _("Save and tell the claimant")
    done = TextAreaField(
        label=_("What was done?"),
        hint=_("The claimant reads this."),
        name=_("What was done"),
        personal=True,
        secret=True,
        missing=_("Enter what was done"),
        max_length=500,
        rows=3,
    )
