"""What every response tells a browser it may do."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.http import HttpRequest
from django.http.response import HttpResponseBase

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}


def content_security_policy(report_to: str) -> dict[str, Any]:
    """The policy of every page. Browsers tell ``report_to``, an address, of what it kept from running; nobody where
    there is none. What they tell names the page, and so a claim: the address is one of ours."""
    directives = {**CONTENT_SECURITY_POLICY["DIRECTIVES"], **({"report-uri": [report_to]} if report_to else {})}
    return {"DIRECTIVES": directives}


_UNUSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)
EVERYWHERE = {
    # The service asks for none of what a browser can lend, so that nothing that got into a page can either.
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    # Other sites cannot take in our pages, pictures or scripts.
    "Cross-Origin-Resource-Policy": "same-origin",
    # Pages have a policy of their own. What is none (a script, a refusal, what machines are told) may do nothing at all
    # should a browser be led to show it as one.
    "Content-Security-Policy": "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class HeadersMiddleware:
    """Adds to every response, static files and refusals too, what this service always says. Before everything else, so
    that nothing answers without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        return response
