"""The frame of every page, the pieces in it, and the pages shown when something is wrong."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from jinja2 import UndefinedError

from config.context import page as page_context
from core.actor import Actor, Channel
from govuk import error_views
from govuk.bound import _drawn, component
from govuk.fields.choices import ChoiceField
from tests.claims.claimants import make_user, signed_in
from tests.govuk.conftest import elements, tokens
from tests.govuk.questions import ANSWERS, EveryKind

BASE = """{% extends "base.html" %}
{% from "govuk/page.html" import back_link %}
{% block page_title %}Children{% endblock %}
{% block back_link %}{{ back_link("/tasks") }}{% endblock %}
{% block content %}<h1>Children</h1>{% endblock %}"""
FORM = """{% extends "base.html" %}
{% from "govuk/form.html" import form_page %}
{% block content %}{{ form_page(form, csrf_input) }}{% endblock %}"""
PIECES = """{% from "govuk/page.html" import summary_list, table, panel, task_list, tag, success %}
{{ summary_list([{"key": x, "value": x}, {"key": x, "value": [x, x], "href": "/", "hidden": x}]) }}
{{ table(x, [x], [[x, x]]) }} {{ panel(x, x, x) }} {{ tag(x) }} {{ success(x) }}
{{ task_list([{"title": x, "hint": x, "href": "/"}]) }}"""
Page = Callable[..., str]


def title(html: str) -> str:
    found = tokens(html)
    return str(found[found.index(("title", ())) + 1])


def test_the_title_names_page_service_and_site(page: Page, settings: Any) -> None:
    assert title(page(BASE)) == f"Children - {settings.SERVICE_NAME} - GOV.UK"


def test_the_title_says_when_something_is_wrong(page: Page) -> None:
    assert title(page(FORM, form=EveryKind())).startswith("Everything - ")
    assert title(page(FORM, form=EveryKind({}))).startswith("Error: Everything - ")
    assert title(page(BASE, has_errors=True)).startswith("Error: Children - ")


def test_the_skip_link_comes_first_and_leads_to_the_main_part(page: Page) -> None:
    html = page(BASE)

    assert elements(html, "a")[0]["href"] == "#main-content"
    assert elements(html, "main")[0]["id"] == "main-content"
    assert html.count("<h1") == html.count("<main") == 1
    assert len(elements(html, "a")) == len([a for a in elements(html, "a") if a["href"]])


def test_the_back_link_comes_before_the_main_part(page: Page) -> None:
    html = page(BASE)

    assert html.index('href="/tasks"') < html.index("<main")


def test_branding_is_generic_unless_we_are_on_the_official_domain(page: Page) -> None:
    html = page(BASE)
    assert "styles/generic.css" in html
    assert "crown" not in html.lower()
    assert "<svg" not in html

    env = engines["jinja2"].env
    official = env.overlay()
    official.globals = {**env.globals, "branding": "govuk"}
    request = RequestFactory().get("/")
    html = official.from_string(BASE).render({**page_context(request), "request": request, "csrf_input": ""})
    assert "govuk-header__logotype" in html


def test_every_script_carries_the_nonce() -> None:
    request = RequestFactory().get("/")
    request.csp_nonce = "abc123"  # type: ignore[attr-defined]

    html = engines["jinja2"].from_string(BASE).render({}, request)

    assert {script.get("nonce", "") for script in elements(html, "script") if "src" not in script} == {"abc123"}
    assert "style=" not in html
    assert "onclick" not in html


@pytest.mark.parametrize(("language", "lang"), [("en", "en"), ("en-gb", "en"), ("cy", "cy")])
def test_the_page_says_its_language(page: Page, language: str, lang: str) -> None:
    from django.utils import translation

    with translation.override(language):
        assert elements(page(BASE), "html")[0]["lang"] == lang


def test_a_misspelt_name_is_an_error_and_an_absent_attribute_is_not(page: Page) -> None:
    with pytest.raises(UndefinedError):
        page("{{ chlid }}")
    with pytest.raises(UndefinedError):
        page("{% if chlid %}yes{% endif %}")
    with pytest.raises(UndefinedError):
        page("{{ chlid.name }}")
    assert page("{{ child.name.first }}", child=SimpleNamespace()) == ""
    assert page("{{ chlid | default('none') }}") == "none"


def test_what_people_typed_is_always_escaped(page: Page) -> None:
    assert "<script>" not in page(PIECES, x="<script>alert(1)</script>")


def test_check_answers_links_say_what_they_change(page: Page) -> None:
    rows = [{"key": "Rent", "value": "£650.00", "href": "/rent", "hidden": "your rent"}, {"key": "Roll", "value": ""}]
    html = page('{% from "govuk/page.html" import summary_list %}{{ summary_list(rows) }}', rows=rows)

    assert 'Change<span class="govuk-visually-hidden"> your rent</span>' in html
    assert "Not provided" in html


def test_a_task_that_cannot_start_is_not_a_link(page: Page) -> None:
    tasks = [
        {"title": "Send", "href": "/send", "status": "cannot_start"},
        {"title": "Home", "href": "/home", "status": "completed"},
    ]
    html = page('{% from "govuk/page.html" import task_list %}{{ task_list(tasks) }}', tasks=tasks)

    assert [link["href"] for link in elements(html, "a")] == ["/home"]
    assert "Cannot start yet" in html
    assert "govuk-tag" not in html


def claimant() -> Actor:
    return Actor(1, "Rosa Hughes", frozenset({"claimant"}), None, Channel.ONLINE)


def test_navigation_depends_on_who_is_reading() -> None:
    def links(actor: Actor | None) -> list[str]:
        request = RequestFactory().get("/journal/")
        if actor:
            request.actor = actor  # type: ignore[attr-defined]
        return [link.text for link in page_context(request)["site"].navigation]

    assert links(None) == ["Sign in"]
    assert {"Journal", "Sign out"} <= set(links(claimant()))
    assert "Journal" not in links(Actor(2, "Sam", frozenset({"adviser"}), None, Channel.ONLINE))


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        (error_views.bad_request, 400, "We could not read what was sent"),
        (error_views.forbidden, 403, "You cannot see this page"),
        (error_views.page_not_found, 404, "Page not found"),
        (error_views.server_error, 500, "Sorry, there is a problem with the service"),
        (error_views.service_unavailable, 503, "Sorry, the service is unavailable"),
        (error_views.csrf_failure, 403, "This page was open for too long"),
    ],
)
def test_error_pages_need_no_database_and_say_what_happened_to_answers(view: Any, status: int, heading: str) -> None:
    request = RequestFactory().get("/claims/UC-1/rent")
    request.csp_nonce = "abc123"  # type: ignore[attr-defined]
    response = view(request)
    html = response.content.decode()

    assert response.status_code == status
    assert html.count('<script nonce="abc123"') == 1
    assert "<script>" not in html
    assert f">{heading}</h1>" in html
    assert title(html).startswith(heading)
    assert "answers" in html.lower()


def test_an_error_page_is_shown_even_when_its_own_frame_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError("no templates today")

    monkeypatch.setattr(error_views.loader, "render_to_string", broken)
    response = error_views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.content.decode()


@pytest.mark.parametrize("name", ["privacy", "cookies", "accessibility", "contact"])
def test_the_pages_at_the_foot(client: Client, name: str) -> None:
    response = client.get(f"/help/{name}/")

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_the_phase_banner_is_drawn_as_the_component_draws_it() -> None:
    ours = engines["jinja2"].env.from_string(  # type: ignore[attr-defined]
        '{% from "govuk/page.html" import phase_banner %}{{ phase_banner("Beta", "<a href=/>x</a>" | safe) }}'
    )
    theirs = component("phase-banner", "govukPhaseBanner", {"tag": {"text": "Beta"}, "html": "<a href=/>x</a>"})
    assert tokens(ours.render()) == tokens(theirs)


def test_a_question_in_somebodys_own_words_is_drawn_for_them_alone() -> None:
    """What is drawn once for everybody holds nobody's name."""
    drawn_before = _drawn.cache_info().currsize
    for name in ("Mia", "Owen"):
        form = EveryKind()
        form.fields["yes"].label = f"Is {name} at home?"
        assert f"Is {name} at home?" in form["yes"].render()
        form.fields["text"].suffix = f"for {name}"
        assert f"for {name}" in form["text"].render()
    assert _drawn.cache_info().currsize == drawn_before


def test_a_question_in_everybodys_words_is_drawn_once_for_each_answer_and_language() -> None:
    unanswered, answered = EveryKind()["yes"].render(), EveryKind(initial={"yes": True})["yes"].render()
    assert "checked" in answered
    assert "checked" not in unanswered
    drawn_before = _drawn.cache_info().misses
    assert EveryKind()["yes"].render() == unanswered
    assert _drawn.cache_info().misses == drawn_before


def test_what_somebody_typed_is_never_kept_with_what_was_drawn() -> None:
    """Else there would be one more for each thing that is typed."""
    one = ANSWERS | {"roll": "A/12"}
    other = one | {
        "text": '"Fish" & <b>',
        "given": "Owen",
        "area": "Three",
        "born": "1980-12-31",
        "rent": 7,
        "number": 9,
    }
    other |= {"nino": "QQ123456C", "sort": "112233", "account": "87654321", "roll": "B/34"}
    other |= {"email": "owen@example.com", "phone": "01632 960 001", "postcode": "M1 1AE", "code": "1", "number": 9}
    drawn = []
    for answers in (one, other):
        form = EveryKind(initial=EveryKind.from_answers(answers))
        before = _drawn.cache_info().misses
        drawn.append([str(field.render()) for field in form.bound_fields()])
    assert _drawn.cache_info().misses == before
    kinds = EveryKind.base_fields.items()
    changed = [name for (name, _), first, second in zip(kinds, *drawn, strict=True) if first != second]
    assert changed == [name for name, field in kinds if not isinstance(field, ChoiceField)]
    assert 'value="&#34;Fish&#34; &amp; &lt;b&gt;"' in drawn[1][0]


@pytest.mark.parametrize("address", ["/start-claim/", "/stay-signed-in/", "/language/", "/demonstration/clock/"])
def test_opening_the_address_of_a_button_says_so(db: None, settings: Any, address: str) -> None:
    settings.DEMONSTRATION = True
    response = signed_in(make_user()).get(address)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    html = response.content.decode()
    assert title(html).startswith("This page cannot be opened like this")
    assert 'href="/"' in html
