"""How pages are compressed (docs/adr/0011-the-service-compresses-what-it-sends.md)."""

from __future__ import annotations

import secrets
from gzip import FNAME

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from isal import isal_zlib

LEVEL = 2
"""A page is a twentieth to a tenth larger than at zlib's usual 6, and made in less than a tenth of the time: it is
made for one reader, once."""
GZIP = 31
"""The format, and how far back it may look: as far as it can."""
SHORT = 200
OURSELVES = frozenset({"same-origin", "none"})
"""What `Sec-Fetch-Site` says of a page of ours that leads to another, and of a bookmark or a typed address."""


class CompressionMiddleware(GZipMiddleware):
    """Django's own, at another level for pages: what else is sent it compresses itself.

    A signed-in page that another site's page had the browser open is not compressed. A page repeats its own address:
    whoever chooses that, again and again, and sees how long each answer is, reads from the lengths what else is on the
    page (BREACH). ``SameSite=Lax`` does not prevent it: a link brings the session along.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        from_elsewhere = request.headers.get("Sec-Fetch-Site", "none") not in OURSELVES
        if from_elsewhere and request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return response
        if not isinstance(response, HttpResponse) or not self.is_page(response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = self.compressed(response.content)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "gzip"
        return response

    def is_page(self, response: HttpResponse) -> bool:
        """Whether it is HTML that nobody compressed or marked with what is in it, and is worth the trouble."""
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        is_other = response.has_header("Content-Encoding") or response.has_header("ETag")
        return is_html and not is_other and len(response.content) >= SHORT

    def compressed(self, page: bytes) -> bytes:
        """A page by gzip, with a name of random length at its head: what it weighs says less of what is in it."""
        small = isal_zlib.compress(page, LEVEL, GZIP)
        name = b"a" * secrets.randbelow(self.max_random_bytes)
        return small[:3] + bytes([FNAME]) + small[4:10] + name + b"\0" + small[10:]
