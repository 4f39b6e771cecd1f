"""Pages as a reader of HTML sees them."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Tokens(HTMLParser):
    """HTML as tags with their attributes and words with their spaces collapsed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tokens: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tidy = {name: " ".join((value or "").split()) for name, value in attrs}
        self.tokens.append((tag, tuple(sorted(tidy.items()))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.tokens.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            if self.tokens and isinstance(self.tokens[-1], str) and not self.tokens[-1].startswith("/"):
                words = f"{self.tokens.pop()} {words}"
            self.tokens.append(words)


def tokens(html: str) -> list[Any]:
    """What two pieces of HTML must share to be the same to a reader."""
    return Tokens(html).tokens


def elements(html: str, tag: str) -> list[dict[str, str]]:
    """The attributes of every such element, in order."""
    return [dict(token[1]) for token in tokens(html) if isinstance(token, tuple) and token[0] == tag]


@pytest.fixture
def page() -> Callable[..., str]:
    """Renders a template's text as a page that somebody asked for."""

    def render(source: str, /, path: str = "/", **context: Any) -> str:
        return str(engines["jinja2"].from_string(source).render(context, RequestFactory().get(path)))

    return render
