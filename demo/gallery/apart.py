"""Putting many pieces of HTML on one page without their ids, names and links getting in each other's way."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>""")
ATTRIBUTE = re.compile(
    r"""\s(id|name|for|form|list|href|action|formaction|aria-controls|aria-describedby|aria-labelledby|data-aria-controls)"""
    r"""\s*=\s*"([^"]*)\""""
)
ID = re.compile(r"""\sid\s*=\s*"([^"]+)\"""")
# What takes the focus as a page opens: an error summary or a notice is one of many here.
TAKES_FOCUS = re.compile(r'data-module="govuk-(?:error-summary|notification-banner)"(?![^>]*data-disable-auto-focus)')
ONE_CONTROL = {"for", "form", "list"}
ELSEWHERE = {"action", "formaction"}


def apart(html: str, *, prefix: str, anchor: str) -> SafeString:
    """The piece with every id and name begun with `prefix`, and every link led to the element `anchor`: nothing here
    leads away. What refers to something that is not in the piece refers to `anchor`, or to nothing."""
    known = {name for tag in TAG.findall(html) for name in ID.findall(tag)}

    def put(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        if name in {"id", "name"}:
            value = prefix + value if value else value
        elif name in ELSEWHERE or (name in ONE_CONTROL and value not in known):
            return ""
        elif name == "href":
            value = f"#{prefix}{value[1:]}" if value[:1] == "#" and value[1:] in known else f"#{anchor}"
        else:
            value = " ".join(dict.fromkeys(prefix + word if word in known else anchor for word in value.split()))
        return f' {name}="{value}"'

    parted = TAG.sub(lambda tag: ATTRIBUTE.sub(put, tag[0]), html)
    return mark_safe(TAKES_FOCUS.sub(r'\g<0> data-disable-auto-focus="true"', parted))
