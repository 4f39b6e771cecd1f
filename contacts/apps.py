"""Being in touch by other ways than this service."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """What staff wrote down about being in touch, and what was agreed."""

    name = "contacts"

    def ready(self) -> None:
        """Make known how the journal, to-dos and messages speak of it."""
        from contacts.doing import add_promised
        from contacts.files import hear_of_refusals
        from contacts.kinds import HAPPENED, add_kinds
        from contacts.selectors import beside_entries
        from journal.timeline import show_beside

        add_kinds()
        add_promised()
        show_beside(HAPPENED, beside_entries)
        hear_of_refusals()
