"""What our questions draw otherwise than GOV.UK Frontend's examples, each on purpose, made to the examples' HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.govuk.expressing import Fixture, a_name, words_asked

Tokens = list[Any]

COUNTED = {
    "data-i18n.characters-under-limit.one": "You have %{count} character remaining",
    "data-i18n.characters-under-limit.other": "You have %{count} characters remaining",
    "data-i18n.characters-at-limit": "You have 0 characters remaining",
    "data-i18n.characters-over-limit.one": "You have %{count} character too many",
    "data-i18n.characters-over-limit.other": "You have %{count} characters too many",
}
SHOWN = {
    "data-i18n.show-password": "Show",
    "data-i18n.hide-password": "Hide",
    "data-i18n.show-password-aria-label": "Show password",
    "data-i18n.hide-password-aria-label": "Hide password",
    "data-i18n.password-shown-announcement": "Your password is visible",
    "data-i18n.password-hidden-announcement": "Your password is hidden",
}
DROPPED = {
    "data-i18n.choose-files-button": "Choose file",
    "data-i18n.no-file-chosen": "No file chosen",
    "data-i18n.drop-instruction": "or drop file",
    "data-i18n.entered-drop-zone": "Entered drop zone",
    "data-i18n.left-drop-zone": "Left drop zone",
}


@dataclass(frozen=True)
class Difference:
    """One thing that differs: where, what and why; and how an example's HTML would have it."""

    components: tuple[str, ...]
    what: str
    why: str
    make: Callable[[Tokens, Fixture], Tokens]


def changed(token: Any, **attributes: str | None) -> Any:
    """A tag with these attributes besides, or instead, or (None) without them; `_` in a name is a hyphen."""
    tag, before = token
    after = {**dict(before), **{name.replace("_", "-"): value for name, value in attributes.items()}}
    return tag, tuple(sorted((name, value) for name, value in after.items() if value is not None))


def is_tag(token: Any, tag: str, name: str = "") -> bool:
    """The token opens this element, of this class if one is given."""
    return isinstance(token, tuple) and token[0] == tag and (not name or name in classes(token))


def classes(token: Any) -> list[str]:
    return str(dict(token[1]).get("class", "")).split()


def every(tokens: Tokens, which: Callable[[Any], bool], change: Callable[[Any], Any]) -> Tokens:
    return [change(token) if isinstance(token, tuple) and which(token) else token for token in tokens]


def _ids_are_names(tokens: Tokens, fixture: Fixture) -> Tokens:
    options, name = fixture.options, a_name(fixture)
    theirs = {str(options.get("idPrefix") or options.get("id") or options["name"]): name}
    places = [place for place, item in enumerate(options.get("items", []), start=1) if item]
    for ours, (place, item) in enumerate(zip(places, fixture.items, strict=False), start=1):
        part = item.get("name") if fixture.component == "date-input" else ours
        theirs[item.get("id", f"{next(iter(theirs))}-{place}")] = name if part == 1 else f"{name}-{part}"
    longest_first = sorted(map(re.escape, theirs), key=len, reverse=True)
    word = re.compile(rf"(?<!\S)({'|'.join(longest_first)})(?=-|\s|$)")

    def renamed(token: Any) -> Any:
        where = {k: v for k, v in token[1] if k in {"id", "for", "aria-describedby", "aria-controls"}}
        return changed(token, **{k: word.sub(lambda found: theirs[found[1]], v) for k, v in where.items()})

    return every(tokens, lambda token: True, renamed)


def _parts_are_named_after_the_date(tokens: Tokens, fixture: Fixture) -> Tokens:
    named = {"day", "month", "year"}
    return every(
        tokens,
        lambda token: is_tag(token, "input") and dict(token[1])["name"] in named,
        lambda token: changed(token, name=f"{a_name(fixture)}-{dict(token[1])['name']}"),
    )


def _boxes_have_widths(tokens: Tokens, fixture: Fixture) -> Tokens:
    def sized(token: Any) -> Any:
        width = 4 if dict(token[1])["name"].endswith("year") else 2
        return changed(token, **{"class": " ".join([*classes(token), f"govuk-input--width-{width}"])})

    return every(tokens, lambda token: is_tag(token, "input") and not re.search("width", str(token)), sized)


def _legends_are_bold(tokens: Tokens, fixture: Fixture) -> Tokens:
    plain = ["govuk-fieldset__legend"]
    bold = "govuk-fieldset__legend govuk-fieldset__legend--s"
    return every(
        tokens,
        lambda token: is_tag(token, "legend") and classes(token) == plain,
        lambda token: changed(token, **{"class": bold}),
    )


def _groups_have_legends(tokens: Tokens, fixture: Fixture) -> Tokens:
    if any(is_tag(token, "fieldset") for token in tokens):
        return tokens
    about = [f"{a_name(fixture)}-{kind}" for kind in ("hint", "error")]
    about = [each for each in about if any(("id", each) in token[1] for token in tokens if isinstance(token, tuple))]

    def without(token: Any) -> Any:
        left = [each for each in dict(token[1]).get("aria-describedby", "").split() if each not in about]
        return changed(token, aria_describedby=" ".join(left) or None)

    role = "group" if fixture.component == "date-input" else None
    fieldset = changed(
        ("fieldset", (("class", "govuk-fieldset"),)), role=role, aria_describedby=" ".join(about) or None
    )
    legend = ("legend", (("class", "govuk-fieldset__legend"),))
    first, *rest, last = every(tokens, lambda token: is_tag(token, "input"), without)
    return [first, fieldset, legend, words_asked(fixture), "/legend", *rest, "/fieldset", last]


def _menus_begin_with_nothing(tokens: Tokens, fixture: Fixture) -> Tokens:
    chosen = any(is_tag(token, "option") and "selected" in dict(token[1]) for token in tokens)
    blank = changed(("option", ()), value="", selected=None if chosen else "")
    place = next(place for place, token in enumerate(tokens) if is_tag(token, "select")) + 1
    return [*tokens[:place], blank, "Select an answer", "/option", *tokens[place:]]


def _what_cannot_be_chosen_is_left_out(tokens: Tokens, fixture: Fixture) -> Tokens:
    left: Tokens = []
    leaving_out = False
    for token in tokens:
        leaving_out = leaving_out or (is_tag(token, "option") and "disabled" in dict(token[1]))
        if not leaving_out:
            left.append(token)
        leaving_out = leaving_out and token != "/option"
    return left


def _long_text_is_counted(tokens: Tokens, fixture: Fixture) -> Tokens:
    name = a_name(fixture)
    group, *rest = tokens
    group = changed(group, data_module="govuk-character-count", data_maxlength="2000")
    group = changed(group, **{"class": " ".join([*classes(group), "govuk-character-count"])})

    def counted(token: Any) -> Any:
        about = f"{name}-info {dict(token[1]).get('aria-describedby', '')}".strip()
        counts = " ".join([*classes(token), "govuk-js-character-count"])
        return changed(token, aria_describedby=about, **{"class": counts})

    rest = every(rest, lambda token: is_tag(token, "textarea"), counted)
    says = ("div", (("class", "govuk-hint govuk-character-count__message"), ("id", f"{name}-info")))
    return [group, *rest[:-1], says, "You can enter up to 2000 characters", "/div", rest[-1]]


def _with_words(module: str, words: dict[str, str]) -> Callable[[Tokens, Fixture], Tokens]:
    def make(tokens: Tokens, fixture: Fixture) -> Tokens:
        return every(
            tokens,
            lambda token: dict(token[1]).get("data-module") == module,
            lambda token: changed(token, **words),
        )

    return make


def _passwords_are_not_sent_back(tokens: Tokens, fixture: Fixture) -> Tokens:
    return every(tokens, lambda token: is_tag(token, "input"), lambda token: changed(token, value=None))


def _files_are_dropped(tokens: Tokens, fixture: Fixture) -> Tokens:
    if "javascript" in fixture.options:
        return tokens
    zone = ("div", (("class", "govuk-file-upload-wrapper"), ("data-module", "govuk-file-upload")))
    place = next(place for place, token in enumerate(tokens) if is_tag(token, "input"))
    return [*tokens[:place], zone, tokens[place], "/div", *tokens[place + 1 :]]


def _files_are_of_kinds(tokens: Tokens, fixture: Fixture) -> Tokens:
    kinds = ".jpg, .jpeg, .png"
    return every(tokens, lambda token: is_tag(token, "input"), lambda token: changed(token, accept=kinds))


GROUPS = ("radios", "checkboxes", "date-input")
ONE_INPUT = ("input", "select", "textarea", "character-count", "file-upload", "password-input")

# In this order: each is made to what the ones before have made.
DIFFERENCES = (
    Difference(
        (*ONE_INPUT, *GROUPS),
        "An input's id is its name.",
        "One word finds a question in the page, the form, the answers and the error summary.",
        _ids_are_names,
    ),
    Difference(
        ("date-input",),
        "The boxes of a date are named after their question.",
        "A page may ask for two dates.",
        _parts_are_named_after_the_date,
    ),
    Difference(
        ("date-input",),
        "The boxes of a date are as wide as what goes into them.",
        "A width says how much to type.",
        _boxes_have_widths,
    ),
    Difference(
        GROUPS,
        "A group of inputs always has a legend.",
        "Without one, somebody who listens to the page is not told what is asked.",
        _groups_have_legends,
    ),
    Difference(
        GROUPS,
        "A legend that is not the page's heading is bold.",
        "It stands out from the answers below it.",
        _legends_are_bold,
    ),
    Difference(
        ("select",),
        "An answer that cannot be chosen is left out.",
        "Nobody can tell why it is grey.",
        _what_cannot_be_chosen_is_left_out,
    ),
    Difference(
        ("select",),
        'A menu begins with "Select an answer".',
        "Nothing is chosen for anybody: the first answer would be, unseen.",
        _menus_begin_with_nothing,
    ),
    Difference(
        ("textarea",),
        "Long text is counted as it is typed.",
        "It always has a limit, and the limit is said before it is met.",
        _long_text_is_counted,
    ),
    Difference(
        ("textarea", "character-count"),
        "The count's words are sent with it.",
        "The browser's script knows only English.",
        _with_words("govuk-character-count", COUNTED),
    ),
    Difference(
        ("password-input",),
        "The words of the show and hide button are sent with it.",
        "The browser's script knows only English.",
        _with_words("govuk-password-input", SHOWN),
    ),
    Difference(
        ("password-input",),
        "A password is never put back on the page.",
        "It would be kept with the page by the browser, and shown to the next person.",
        _passwords_are_not_sent_back,
    ),
    Difference(
        ("file-upload",),
        "A file can be dropped, and the button is ours.",
        "The browser's own button speaks the browser's language, not the page's.",
        _files_are_dropped,
    ),
    Difference(
        ("file-upload",),
        "The words of the button are sent with it.",
        "The browser's script knows only English.",
        _with_words("govuk-file-upload", DROPPED),
    ),
    Difference(
        ("file-upload",),
        "The kinds of file are said.",
        "A phone then offers pictures and the camera; what is sent is still checked.",
        _files_are_of_kinds,
    ),
)


def as_we_would(tokens: Tokens, fixture: Fixture) -> tuple[Tokens, list[Difference]]:
    """An example's HTML as our question would draw it, and the differences that made it so."""
    met = []
    for difference in DIFFERENCES:
        if fixture.component in difference.components:
            before, tokens = tokens, difference.make(tokens, fixture)
            if tokens != before:
                met.append(difference)
    return tokens, met
