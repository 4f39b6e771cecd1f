"""What is drawn once for everybody: complete in what it is kept by, and never about anybody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines
from django.urls import set_script_prefix
from django.utils import translation
from jinja2 import DictLoader, Environment, UndefinedError

from accounts.roles import Role
from config.jinja import environment
from demo.stories import LONE_PARENT
from govuk.parts import _drawn, part
from tests.claims.claimants import make_claimant, make_user, signed_in

PIECE = {
    "piece.html": '<a href="{{ to }}" title="{{ to }}">{{ words }}</a>{{ _("Home") }} {{ url("home:home") }}',
    "nosy.html": "{{ request }}",
    "nested.html": "{% for each in names %}{{ each }} {% endfor %}",
}


@pytest.fixture
def env() -> Iterator[Environment]:
    yield environment(loader=DictLoader(PIECE))
    set_script_prefix("/")


def test_it_is_drawn_once_and_what_differs_is_put_in_each_time(env: Environment) -> None:
    drawn = [part(env, "piece.html", "en", {"to": to}, words="<b>") for to in ("/a?b&c", '/"x"')]
    assert drawn[0].startswith('<a href="/a?b&amp;c" title="/a?b&amp;c">&lt;b&gt;</a>Home')
    assert drawn[1].startswith('<a href="/&#34;x&#34;" title="/&#34;x&#34;">&lt;b&gt;</a>Home')
    assert _drawings(lambda: part(env, "piece.html", "en", {"to": "/c"}, words="<b>")) == 0


def test_it_is_drawn_again_for_other_words_another_language_and_another_place(env: Environment) -> None:
    part(env, "piece.html", "en", {"to": "/"}, words="Ben")
    assert "Ama" in part(env, "piece.html", "en", {"to": "/"}, words="Ama")
    assert _drawings(lambda: part(env, "piece.html", "cy", {"to": "/"}, words="Ama")) == 1
    set_script_prefix("/benefits/")
    assert "/benefits/" in part(env, "piece.html", "en", {"to": "/"}, words="Ama")


def test_it_is_in_its_own_language_whatever_the_page_is_in(env: Environment) -> None:
    with translation.override("cy"):
        assert "Home" in part(env, "piece.html", "en", {"to": "/"}, words="Croeso")
        assert translation.get_language() == "cy"


def test_it_sees_nothing_of_the_request_and_is_given_nothing_that_can_change(env: Environment) -> None:
    with pytest.raises(UndefinedError):
        part(env, "nosy.html", "en")
    with pytest.raises(TypeError):
        part(env, "nested.html", "en", names=["Ama"])


def test_what_is_typed_cannot_pass_for_a_hole(env: Environment) -> None:
    drawn = part(env, "piece.html", "en", {"to": "\x02to\x03 \x02words\x03"}, words="Ben")
    assert drawn.count("\x02words\x03") == 2


@pytest.mark.django_db
def test_the_frame_of_one_persons_page_is_that_of_anothers() -> None:
    """Nothing in it is kept for one person, one claim or one page: else there would be more of it with each."""
    _drawn.cache_clear()
    first, second = make_claimant().answer(), make_claimant().answer(LONE_PARENT.but(given_names="Zelda"))
    opened = [lambda page=page: first.browser.get(first.url(*page)) for page in ((), ("home", "tenure"))]
    assert [_drawings(each) > 0 for each in opened] == [True, True]
    for page in ((), ("home", "tenure"), ("home", "tenure")):
        assert _drawings(lambda page=page: second.browser.get(second.url(*page))) == 0
    assert _drawings(lambda: signed_in(make_user(Role.ADVISER)).get("/", follow=True)) > 0  # another navigation


def _drawings(ask: Callable[[], Any]) -> int:
    """How many pieces had to be drawn for this."""
    before = _drawn.cache_info().misses
    ask()
    return _drawn.cache_info().misses - before


def test_templates_can_ask_for_one() -> None:
    drawn = engines["jinja2"].from_string('{{ part("govuk/frame/skip_link.html", "en") }}').render()
    assert 'href="#main-content"' in drawn
