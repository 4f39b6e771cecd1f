"""Where files are kept: what people sent, and what every page loads."""

from typing import Any


def chosen(*, documents_folder: str, as_found: bool, in_memory: bool) -> dict[str, dict[str, Any]]:
    """The setting: pages' files as they are found, or collected; what people sent sealed in this folder, or only in
    memory."""
    sealed = {
        "BACKEND": "documents.keeping.SealedFolder",
        "OPTIONS": {
            "location": documents_folder,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
    collected = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"} if in_memory else sealed,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if as_found else collected,
        },
    }
