"""How to reach somebody, which their account asks and their claim asks too: one truth, and nothing told twice.

The person is the source: what we send goes by it, and the account's pages show it. A claim keeps its own answers to
these pages, because they are declared with the rest; whichever of the two was said last holds in both. So a page that
was not answered begins with what the account says (``told_before``); the claimant's own answer is put on their account
with it (``keep_in_step``), that of anybody else only once the claim is sent; and what they told their account after
they had answered is what the claim shows and declares (``in_step``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from accounts.models import Person
from accounts.own_account import say_how_to_reach
from core.actor import Actor
from journeys.answers import Answer, Responses
from journeys.selectors import answered_at

PAGES: Mapping[str, Mapping[str, str]] = {
    "phone": {"phone": "phone"},
    "contact-by": {"contact_by": "contact_by"},
    "writing": {"language": "language", "format": "letter_format"},
}
"""Each page about it: its answers, and what each is on the person."""
CHOSEN_AT = {
    "phone": "phone_chosen_at",
    "contact_by": "contact_chosen_at",
    "letter_format": "contact_chosen_at",
    "language": "language_chosen_at",
}
"""When somebody last told their account so."""


def told_before(person: Person) -> dict[str, Answer]:
    """The answers that their account knows, by page: a number that it has, and what they chose there or in an earlier
    claim. What was never said is only how an account begins, and no answer."""
    was_said = bool(person.contact_chosen_at or person.full_name)
    known = {"phone": bool(person.phone), "contact-by": was_said, "writing": was_said}
    return {page: _as_on_account(person, page) for page, is_known in known.items() if is_known}


def in_step(responses: Responses, person: Person, draft_ids: Sequence[UUID]) -> Responses:
    """The same answers, with what they told their account since. Reads no row for who told it nothing."""
    told = {page for page in PAGES if responses.page(page) is not None and any(_chosen(person, page).values())}
    if not told:
        return responses
    later: dict[tuple[UUID | None, str], Answer] = {}
    for page, saved_at in answered_at(draft_ids, told).items():
        account, chosen = _as_on_account(person, page), _chosen(person, page)
        newer = {name: account[name] for name, at in chosen.items() if at is not None and at > saved_at}
        later[None, page] = {**(responses.page(page) or {}), **newer}
    return replace(responses, pages={**responses.pages, **later})


def keep_in_step(*, person: Person, page: str, answer: Answer, by: Actor) -> None:
    """Put on their account what a claimant answered to a page about it."""
    if page in PAGES and by.person_id == person.pk:
        say_how_to_reach(person=person, by=by, **_on_account(answer))


def say_as_sent(*, person: Person, about: Answer, by: Actor) -> None:
    """Put on their account what a claim says that is sent. An answer that was left empty takes nothing away."""
    say_how_to_reach(person=person, by=by, **{key: said for key, said in _on_account(about).items() if said})


def reach_as_answered(person: Person, about: Answer) -> None:
    """Have a person reached as these answers, which are in step, say, as far as they say it; for now, and not kept."""
    for attribute, said in _on_account(about).items():
        if said:
            setattr(person, attribute, said)


def _on_account(answers: Answer) -> dict[str, str]:
    """What these answers are on the person, those that were given or left empty."""
    fields = {name: attribute for page in PAGES.values() for name, attribute in page.items()}
    return {attribute: answers[name] or "" for name, attribute in fields.items() if name in answers}


def _as_on_account(person: Person, page: str) -> Answer:
    return {name: getattr(person, attribute) or None for name, attribute in PAGES[page].items()}


def _chosen(person: Person, page: str) -> dict[str, object]:
    return {name: getattr(person, CHOSEN_AT[attribute]) for name, attribute in PAGES[page].items()}
