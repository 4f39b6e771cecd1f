"""Text that browsers send is UTF-8: a request that claims an odd character set is read as UTF-8, and never a crash."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

UNDERSTOOD = frozenset({"utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"})
_CHARSET = re.compile(r""";\s*charset\s*=\s*"?([^;"]*)"?""", re.IGNORECASE)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def only_known_charsets(application: Application) -> Application:
    """A WSGI application whose requests claim no odd character set.

    Before Django sees them: some codecs that Python knows cannot read text at all, and Django's own request
    fails on them while it is being made, outside every error page.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        claimed = environ.get("CONTENT_TYPE", "")
        found = _CHARSET.search(claimed)
        if found and found[1].strip().lower() not in UNDERSTOOD:
            environ["CONTENT_TYPE"] = _CHARSET.sub("", claimed)
        return application(environ, start_response)

    return answer
