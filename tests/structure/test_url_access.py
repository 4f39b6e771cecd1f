"""Who may reach each address: one table, compared with what the views declare and with what really happens.

A new address fails here until it is added with the access it must have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Role
from core.access import access_of
from core.actor import EMPLOYER_ROLES
from core.permissions import STAFF_ROLES

PUBLIC = "public"  # anybody
SIGNED_IN = "signed in"  # every user; the page shows only what is theirs
SETTING_UP = "signed in or setting up"  # the same, and staff who have no second step yet
CLAIMANT = "roles: claimant"
HELPER = "roles: helper"
CLAIM_READ = "claim: read"  # people on the claim, their helpers, and staff who opened the record with a reason
CLAIM_ACT = "claim: act"  # people on the claim, and their helpers with what they were named for
EMPLOYER = "roles: employer"
WORK = "staff: open_claims"  # what each permission is and who has it: core/permissions.py, docs/roles.md
CHECK_IDENTITY = "staff: check_identity"
SEND_BY_HAND = "staff: send_by_hand"
ANSWER_MESSAGES = "staff: answer_messages"
SORT_MAIL = "staff: sort_mail"
SEND_TO_MANY = "staff: send_to_many"
MEET_PEOPLE = "staff: meet_people"
ASK_FOR_EVIDENCE = "staff: ask_for_evidence"
DEAL_WITH_TODOS = "staff: deal_with_todos"
HELP_BACK_IN = "staff: help_back_in"
END_HELP = "staff: end_help"
RECORD_APPOINTEES = "staff: record_appointees"
PRINT_DATA = "staff: print_data"
CHECK_ACCOUNTS = "staff: check_accounts"
DEAL_WITH_CONCERNS = "staff: deal_with_concerns"
DECIDE = "staff: decide_claims"
LOOK_AT_SIGNALS = "staff: look_at_signals"
RELEASE_PAYMENT = "staff: release_payments"
SIGNALS_OUTCOMES = "staff: look_at_staff_signals"
RECORD_PAY = "staff: record_pay"
CHECK_EMPLOYERS = "staff: check_employers"
SAY_WHOM_THEY_KNOW = "staff: say_whom_they_know"
OVERSEE_CONFLICTS = "staff: oversee_conflicts"
ADMIN = "admin"  # Django's own pages, listed as one
MACHINE = "machine"  # machines, which have no session; what is not for everybody's asks for a token, or a signature
DEMONSTRATION = "demonstration"  # anybody, and only in a demonstration

ACCESS = {
    "home:start": PUBLIC,
    "home:home": SIGNED_IN,
    "home:start_claim": CLAIMANT,
    "home:payments": CLAIMANT,
    "home:who_looked": CLAIMANT,
    "home:who_looked_file": CLAIMANT,
    "home:helping": HELPER,
    "home:stop_helping": HELPER,
    "home:feedback": PUBLIC,
    "appointments:list": CLAIMANT,
    "appointments:needs": CLAIMANT,
    "appointments:book": CLAIMANT,
    "appointments:book_time": CLAIMANT,
    "appointments:show": CLAIMANT,
    "appointments:calendar": CLAIMANT,
    "appointments:change": CLAIMANT,
    "appointments:change_time": CLAIMANT,
    "appointments:cancel": CLAIMANT,
    "appointments:why_missed": CLAIMANT,
    "appointments:check_in": PUBLIC,
    "appointments:helped_list": HELPER,
    "appointments:helped_needs": HELPER,
    "appointments:helped_book": HELPER,
    "appointments:helped_book_time": HELPER,
    "appointments:helped_show": HELPER,
    "appointments:helped_calendar": HELPER,
    "appointments:helped_change": HELPER,
    "appointments:helped_change_time": HELPER,
    "appointments:helped_cancel": HELPER,
    "appointments:helped_why_missed": HELPER,
    "privacy:held": CLAIMANT,
    "privacy:copy": CLAIMANT,
    "privacy:copy_document": CLAIMANT,
    "privacy:copy_data": CLAIMANT,
    "privacy:close_account": CLAIMANT,
    "copies:on_paper": PRINT_DATA,
    "accounts:sign_up": PUBLIC,
    "accounts:sign_up_code": PUBLIC,
    "accounts:sign_up_again": PUBLIC,
    "accounts:sign_up_password": PUBLIC,
    "accounts:sign_in": PUBLIC,
    "accounts:staff_sign_in": PUBLIC,
    "accounts:employer_sign_up": PUBLIC,
    "accounts:employer_sign_up_code": PUBLIC,
    "accounts:employer_sign_up_again": PUBLIC,
    "accounts:employer_sign_up_password": PUBLIC,
    "accounts:employer_sign_in": PUBLIC,
    "employers:start": PUBLIC,
    "employers:home": EMPLOYER,
    "employers:contact": EMPLOYER,
    "employers:check": EMPLOYER,
    "employers:sent": EMPLOYER,
    "employers:question": EMPLOYER,
    "employers:people": EMPLOYER,
    "employers:invite": EMPLOYER,
    "employers:accept": EMPLOYER,
    "employers:withdraw": EMPLOYER,
    "employers:remove": EMPLOYER,
    "accounts:second_step": PUBLIC,
    "accounts:step_up": SETTING_UP,
    "accounts:second_steps": SETTING_UP,
    "accounts:add_factor": SETTING_UP,
    "accounts:add_app": SETTING_UP,
    "accounts:add_text": SETTING_UP,
    "accounts:add_text_code": SETTING_UP,
    "accounts:add_passkey": SETTING_UP,
    "accounts:backup_codes": SETTING_UP,
    "accounts:remove_factor": SETTING_UP,
    "accounts:forgotten_password": PUBLIC,
    "accounts:forgotten_password_code": PUBLIC,
    "accounts:forgotten_password_again": PUBLIC,
    "accounts:forgotten_password_step": PUBLIC,
    "accounts:forgotten_password_new": PUBLIC,
    "accounts:back_in": PUBLIC,
    "accounts:back_in_password": PUBLIC,
    "accounts:recovery": CLAIMANT,
    "accounts:sign_out": PUBLIC,
    "accounts:stay": SETTING_UP,
    "accounts:signed_out": PUBLIC,
    "accounts:language": PUBLIC,
    "accounts:account": SIGNED_IN,
    "accounts:change_email": SIGNED_IN,
    "accounts:change_email_code": SIGNED_IN,
    "accounts:change_email_again": SIGNED_IN,
    "accounts:change_phone": CLAIMANT,
    "accounts:change_phone_code": CLAIMANT,
    "accounts:change_phone_again": CLAIMANT,
    "accounts:keep_phone": CLAIMANT,
    "accounts:remove_phone": CLAIMANT,
    "accounts:contact": CLAIMANT,
    "letters:sent_to_you": CLAIMANT,
    "letters:message": CLAIMANT,
    "accounts:change_password": SIGNED_IN,
    "accounts:sessions": SIGNED_IN,
    "accounts:not_me": SIGNED_IN,
    "accounts:sign_out_everywhere": SIGNED_IN,
    "accounts:identity": CLAIMANT,
    "accounts:helpers": CLAIMANT,
    "accounts:name_helper": CLAIMANT,
    "accounts:stop_helper": CLAIMANT,
    "accounts:invitation": PUBLIC,
    "accounts:helper_account": PUBLIC,
    "home:agree_to_help": PUBLIC,
    "accounts:one_login_start": PUBLIC,
    "accounts:one_login_return": PUBLIC,
    "accounts:one_login_outcome": PUBLIC,
    "accounts:one_login": CLAIMANT,
    "accounts:one_login_connect": CLAIMANT,
    "accounts:one_login_agree": CLAIMANT,
    "accounts:one_login_disconnect": CLAIMANT,
    "accounts:one_login_password": CLAIMANT,
    "accounts:one_login_prove": CLAIMANT,
    "accounts:one_login_signed_out_there": MACHINE,
    "notifications:notify_callback": MACHINE,
    "conversations:notify_inbound": MACHINE,
    "accounts:identity_documents": CLAIMANT,
    "accounts:identity_face_to_face": CLAIMANT,
    "accounts:identity_questions": CLAIMANT,
    "accounts:identity_another_way": CLAIMANT,
    "help:privacy": PUBLIC,
    "help:cookies": PUBLIC,
    "help:accessibility": PUBLIC,
    "help:contact": PUBLIC,
    "help:status": PUBLIC,
    "help:questions": PUBLIC,
    "help:question": PUBLIC,
    "help:security": PUBLIC,
    "journal:todos": CLAIMANT,
    "journal:todo": CLAIMANT,
    "journal:todo_more_time": CLAIMANT,
    "journal:todo_why_late": CLAIMANT,
    "journal:todo_calendar": CLAIMANT,
    "journal:journal": CLAIMANT,
    "journal:helped_journal": HELPER,
    "conversations:list": CLAIMANT,
    "conversations:start": CLAIMANT,
    "conversations:search": CLAIMANT,
    "conversations:show": CLAIMANT,
    "conversations:print": CLAIMANT,
    "conversations:helped_list": HELPER,
    "conversations:helped_start": HELPER,
    "conversations:helped_show": HELPER,
    "conversations:helped_file": HELPER,
    "contacts:list": CLAIMANT,
    "contacts:show": CLAIMANT,
    "contacts:not_right": CLAIMANT,
    "contacts:helped_list": HELPER,
    "contacts:helped_show": HELPER,
    "contacts:helped_not_right": HELPER,
    "contacts:helped_file": HELPER,
    "claims:tasks": CLAIM_ACT,
    "claims:question": CLAIM_ACT,
    "claims:task_check": CLAIM_ACT,
    "claims:list": CLAIM_ACT,
    "claims:add_item": CLAIM_ACT,
    "claims:remove_item": CLAIM_ACT,
    "claims:item_check": CLAIM_ACT,
    "claims:item_question": CLAIM_ACT,
    "claims:check": CLAIM_ACT,
    "claims:declare": CLAIM_ACT,
    "claims:evidence": CLAIM_ACT,
    "documents:own_file": CLAIMANT,
    "claims:withdraw": CLAIM_ACT,
    "claims:equality": CLAIM_ACT,
    "claims:equality_skip": CLAIM_ACT,
    "claims:equality_check": CLAIM_ACT,
    "claims:equality_task_check": CLAIM_ACT,
    "claims:equality_question": CLAIM_ACT,
    "claims:sent": CLAIM_READ,
    "standing:now": CLAIM_READ,
    "claims:answers": CLAIM_READ,
    "claims:answers_pdf": CLAIM_READ,
    "payments:history": CLAIM_READ,
    "payments:dates": CLAIM_READ,
    "payments:statement": CLAIM_READ,
    "staff:home": WORK,
    "staff:find": WORK,
    "staff:strangers": SORT_MAIL,
    "staff:stranger": SORT_MAIL,
    "staff:close_stranger": SORT_MAIL,
    "staff:pass_on": SORT_MAIL,
    "staff:messages": ANSWER_MESSAGES,
    "staff:message": ANSWER_MESSAGES,
    "staff:message_file": ANSWER_MESSAGES,
    "staff:conversations": ANSWER_MESSAGES,
    "staff:conversations_of": ANSWER_MESSAGES,
    "staff:start_conversation": ANSWER_MESSAGES,
    "staff:conversation": ANSWER_MESSAGES,
    "staff:conversation_file": ANSWER_MESSAGES,
    "staff:promises": ANSWER_MESSAGES,
    "staff:promise": ANSWER_MESSAGES,
    "staff:contacts": ANSWER_MESSAGES,
    "staff:contacts_of": ANSWER_MESSAGES,
    "staff:note_contact": ANSWER_MESSAGES,
    "staff:contact": ANSWER_MESSAGES,
    "staff:correct_contact": ANSWER_MESSAGES,
    "staff:contact_file": ANSWER_MESSAGES,
    "staff:looks_after": "staff: choose_who_looks_after",
    "staff:to_send": SEND_BY_HAND,
    "staff:send_by_hand": SEND_BY_HAND,
    "staff:unsure": SEND_BY_HAND,
    "staff:bulk_sends": SEND_TO_MANY,
    "staff:new_bulk": SEND_TO_MANY,
    "staff:bulk_send": SEND_TO_MANY,
    "staff:settle": SEND_BY_HAND,
    "paper:statement": CLAIM_ACT,
    "staff:copies": SEND_BY_HAND,
    "staff:copies_of": SEND_BY_HAND,
    "batches:batches": SEND_BY_HAND,
    "batches:batch": SEND_BY_HAND,
    "batches:posted": SEND_BY_HAND,
    "batches:manifest": SEND_BY_HAND,
    "batches:archive": SEND_BY_HAND,
    "batches:take_out": SEND_BY_HAND,
    "batches:production": SEND_BY_HAND,
    "batches:make": SEND_BY_HAND,
    "staff:employers": CHECK_EMPLOYERS,
    "staff:employer": CHECK_EMPLOYERS,
    "staff:employer_check": CHECK_EMPLOYERS,
    "staff:employer_invite": CHECK_EMPLOYERS,
    "staff:employer_decision": CHECK_EMPLOYERS,
    "staff:open": WORK,
    "staff:record": WORK,
    "staff:identities": WORK,
    "staff:identity": CHECK_IDENTITY,
    "staff:identity_of": CHECK_IDENTITY,
    "staff:identity_documents": CHECK_IDENTITY,
    "staff:identity_face_to_face": CHECK_IDENTITY,
    "staff:identity_questions": CHECK_IDENTITY,
    "staff:identity_take_back": CHECK_IDENTITY,
    "staff:todos_waiting": DEAL_WITH_TODOS,
    "staff:todos": DEAL_WITH_TODOS,
    "staff:todos_of": DEAL_WITH_TODOS,
    "staff:todo": DEAL_WITH_TODOS,
    "staff:todos_pause": DEAL_WITH_TODOS,
    "staff:first_payment": RELEASE_PAYMENT,
    "staff:diary": MEET_PEOPLE,
    "staff:block_time": MEET_PEOPLE,
    "staff:appointment": MEET_PEOPLE,
    "staff:absences": DECIDE,
    "staff:absence": DECIDE,
    "staff:appointments": MEET_PEOPLE,
    "staff:appointments_of": MEET_PEOPLE,
    "staff:unmet_needs": MEET_PEOPLE,
    "staff:their_needs": MEET_PEOPLE,
    "staff:their_book": MEET_PEOPLE,
    "staff:their_book_time": MEET_PEOPLE,
    "staff:their_show": MEET_PEOPLE,
    "staff:their_change": MEET_PEOPLE,
    "staff:their_change_time": MEET_PEOPLE,
    "staff:their_cancel": MEET_PEOPLE,
    "staff:their_why_missed": MEET_PEOPLE,
    "staff:evidence": ASK_FOR_EVIDENCE,
    "staff:evidence_of": ASK_FOR_EVIDENCE,
    "staff:evidence_file": ASK_FOR_EVIDENCE,
    "staff:evidence_add": ASK_FOR_EVIDENCE,
    "staff:nino": CHECK_IDENTITY,
    "staff:recovery": HELP_BACK_IN,
    "staff:recovery_of": HELP_BACK_IN,
    "staff:helpers": END_HELP,
    "staff:helpers_of": END_HELP,
    "staff:end_help": END_HELP,
    "staff:appointee": RECORD_APPOINTEES,
    "staff:concerns": DEAL_WITH_CONCERNS,
    "staff:concern": DEAL_WITH_CONCERNS,
    "staff:known": SAY_WHOM_THEY_KNOW,
    "staff:add_known": SAY_WHOM_THEY_KNOW,
    "staff:conflicts": OVERSEE_CONFLICTS,
    "staff:end_known": OVERSEE_CONFLICTS,
    "staff:hand_over": OVERSEE_CONFLICTS,
    "staff:let_back": OVERSEE_CONFLICTS,
    "staff:decide": DECIDE,
    "staff:accept": DECIDE,
    "staff:refuse": DECIDE,
    "staff:payments_to_agree": "staff: agree_to_payments",
    "staff:large_payment": WORK,
    "staff:accounts_to_check": CHECK_ACCOUNTS,
    "staff:account": WORK,
    "staff:check_account": CHECK_ACCOUNTS,
    "staff:record_account": "staff: record_accounts",
    "staff:pay": RECORD_PAY,
    "staff:correct_pay": RECORD_PAY,
    "staff:withdraw_pay": RECORD_PAY,
    "signals:list": LOOK_AT_SIGNALS,
    "signals:show": LOOK_AT_SIGNALS,
    "signals:outcomes": SIGNALS_OUTCOMES,
    "admin": ADMIN,
    "health": MACHINE,
    "health_live": MACHINE,
    "health_ready": MACHINE,
    "metrics": MACHINE,
    "demo:index": DEMONSTRATION,
    "demo:sign_in": DEMONSTRATION,
    "demo:move": DEMONSTRATION,
    "demo:outbox": DEMONSTRATION,
    "demo:one_login_authorize": DEMONSTRATION,
    "demo:one_login_logout": DEMONSTRATION,
    "demo:gallery": DEMONSTRATION,
    "demo:gallery_components": DEMONSTRATION,
    "demo:gallery_component": DEMONSTRATION,
    "demo:gallery_state": DEMONSTRATION,
    "demo:gallery_fields": DEMONSTRATION,
    "demo:gallery_field": DEMONSTRATION,
    "demo:gallery_errors": DEMONSTRATION,
    "demo:gallery_pages": DEMONSTRATION,
    "demo:gallery_problem": DEMONSTRATION,
    "demo:gallery_page": DEMONSTRATION,
    "demo:gallery_journeys": DEMONSTRATION,
    "demo:gallery_journey": DEMONSTRATION,
    "demo:gallery_go": DEMONSTRATION,
    "demo:gallery_states": DEMONSTRATION,
    "demo:gallery_record": DEMONSTRATION,
    "demo:gallery_wordings": DEMONSTRATION,
    "demo:gallery_document": DEMONSTRATION,
}

# Something of each kind, of which there is none.
EXAMPLES = {"str": "UC-0000-0000", "slug": "nothing", "int": 1, "uuid": UUID(int=0), "path": "nothing"}


@dataclass(frozen=True)
class Address:
    """An address of the service: its name, its view, and what it takes."""

    name: str
    view: Any
    converters: dict[str, Any] = field(default_factory=dict)

    @property
    def example(self) -> str:
        """One such address, about nothing that exists."""
        kinds = {name: type(each).__name__.removesuffix("Converter").lower() for name, each in self.converters.items()}
        kinds = {name: {"string": "str"}.get(kind, kind) for name, kind in kinds.items()}
        return reverse(self.name, kwargs={name: EXAMPLES[kind] for name, kind in kinds.items()})

    @property
    def declared(self) -> str:
        """What its view declares."""
        access = access_of(self.view)
        return access.name if access else "nothing"


def addresses(resolver: URLResolver | None = None, within: str = "", taken: Any = None) -> Iterator[Address]:
    """Every address but those of the admin."""
    for each in (resolver or get_resolver()).url_patterns:
        converters = {**(taken or {}), **each.pattern.converters}
        if isinstance(each, URLPattern):
            yield Address(f"{within}{each.name or each.pattern}", each.callback, converters)
        elif each.namespace != "admin":
            yield from addresses(each, f"{within}{each.namespace}:" if each.namespace else within, converters)


EVERY = list(addresses())


def test_every_address_is_in_the_table_with_the_access_it_declares() -> None:
    assert {each.name: each.declared for each in EVERY} | {"admin": ADMIN} == ACCESS


def test_every_name_is_given_once() -> None:
    names = [each.name for each in EVERY]
    assert len(names) == len(set(names))


def test_every_role_is_one_that_people_hold() -> None:
    named = {role for each in EVERY for role in getattr(access_of(each.view), "roles", ())}
    moves = [move for model in apps.get_models() for move in getattr(getattr(model, "STATES", None), "moves", ())]
    assert named | {role for move in moves for role in move.roles} | STAFF_ROLES <= {*Role.values, "system"}


def asks_to_sign_in(response: Any, *, roles: frozenset[str] = frozenset()) -> bool:
    """Whether the answer leads to the page for signing in, that of those who may be let in, and then back."""
    doors = {"accounts:staff_sign_in": STAFF_ROLES, "accounts:employer_sign_in": EMPLOYER_ROLES}
    page = reverse(next((name for name, theirs in doors.items() if roles and roles <= theirs), "accounts:sign_in"))
    return response.status_code == 302 and response.url.startswith(f"{page}?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("address", EVERY, ids=[each.name for each in EVERY])
def test_a_visitor_meets_what_was_declared(address: Address, client: Client, method: str, settings: Any) -> None:
    settings.DEMONSTRATION = False
    response = getattr(client, method)(address.example)
    match ACCESS.get(address.name):
        case "public":
            assert response.status_code < 500
            assert not asks_to_sign_in(response)
        case "machine":
            assert response.status_code in (200, 400, 404, 405, 503)
            assert not response.cookies
        case "demonstration":
            assert response.status_code == 404
        case _:
            roles = frozenset(getattr(access_of(address.view), "roles", ()))
            assert asks_to_sign_in(response, roles=roles)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "login/", "accounts/user/", "there-is-none/"])
def test_a_visitor_finds_no_admin(client: Client, path: str) -> None:
    assert asks_to_sign_in(client.get(f"{reverse('admin:index')}{path}"), roles=STAFF_ROLES)
    assert asks_to_sign_in(client.post(f"{reverse('admin:index')}{path}"), roles=STAFF_ROLES)
