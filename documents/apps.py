"""Files that people send."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """What is taken, where it is kept, and what looks it through."""

    name = "documents"

    def ready(self) -> None:
        from core.keys import add_sealed_files
        from documents.keeping import resealing

        add_sealed_files("documents.Document", resealing)
