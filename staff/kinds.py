"""What staff ask people to do in words of their own."""

from django.utils.translation import gettext_lazy as _

from journal.kinds import TodoKind, add_todo_kind

IF_MISSED = _("Somebody looks at why. Nothing about your claim changes before a person has decided that.")


def add_kinds() -> None:
    """Tell the journal how these are worded."""
    add_todo_kind(
        TodoKind(
            slug="call_us",
            title=_("Call us"),
            why=_("We need to talk to you about your claim."),
            if_missed=IF_MISSED,
            if_you_cannot=_("Ask for more time. If you do not use the phone, tell us there how else to reach you."),
            staff_may_ask=True,
        )
    )
    add_todo_kind(
        TodoKind(
            slug="asked_by_staff",
            title=_("Do what your adviser asks"),
            why=_("Your adviser asks you for something that has no page of its own here."),
            if_missed=IF_MISSED,
            staff_may_ask=True,
            done_by_saying=True,
        )
    )
