"""How much may be sent at once where a page takes files."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 50 * 1024 * 1024
"""Of one request with all its files: ten photographs of the pages of a letter, as phones take them. More is refused
before any of it is kept, and with it whatever was typed."""


class LimitedUploadHandler(FileUploadHandler):
    """Refuses what is too long, whichever page it was sent to. Before the handlers that keep files, which write to the
    disk what they are sent, however much that is."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Raises RequestDataTooBig, which is answered with 400. What does not say how long it is is not read at all."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"More than {MOST_BYTES} bytes were sent at once")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """For the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Files are made by the next handlers."""


class NamelessUploadHandler(FileUploadHandler):
    """Puts each file where nobody else finds it: on the disk, without a name. It is gone when the request ends, also
    when the process is killed, and no memory holds it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin another."""
        super().new_file(*args, **kwargs)
        self.file: Any = tempfile.TemporaryFile()  # noqa: SIM115 - the request closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write it down."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """The file, from its beginning."""
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """Keep nothing of half a file."""
        if hasattr(self, "file"):
            self.file.close()
