"""Claims and what is known about them."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Claims, members, circumstances, declarations and decisions."""

    name = "claims"

    def ready(self) -> None:
        """Make the claim's journey known, and how the journal and messages speak of a claim."""
        import claims.journey  # noqa: F401 - registers itself; cannot be imported before the apps are ready
        from accounts.nations import when_asked_where
        from appointments.closeness import when_close
        from claims import doing
        from claims.audiences import add_audiences
        from claims.close_staff import staff_close_to
        from claims.kinds import add_kinds
        from claims.nations import nation_said
        from claims.pausing import pauses
        from claims.showing import hear_of_refusals
        from journal.pauses import add_pauses

        add_kinds()
        doing.add_own()
        add_audiences()
        when_close(staff_close_to)
        hear_of_refusals()
        add_pauses(pauses)
        when_asked_where(nation_said)
