"""A statement that is posted, with every line, to whoever on the claim asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accounts.models import Person, User
from claims.models import Claim
from core.actor import Actor
from letters.copies import ask_for_statement
from letters.models import WrittenCopy
from payments.models import Pay, Statement
from payments.runs import run_payments
from tests.payments.conftest import RUN, browser_of, user

At = Callable[[str], None]
Report = Callable[..., Pay]


def test_it_is_posted_once_to_each_who_asks(claim: Claim, priya: User, adviser: Actor, pay: Report, at: At):
    at("2026-10-14")
    pay(900_00, "2026-09-25")
    run_payments(on=date(2026, 10, 14), by=RUN)
    Person.objects.filter(user=priya).update(letter_format="large-print")
    page = f"/claims/{claim.reference}/payments/1/"
    browser = browser_of(priya)
    assert "Send me this statement on paper" in browser.get(page).content.decode()
    for _twice in range(2):
        answer = browser.post(f"{page}on-paper/", follow=True)
        assert "We will post this statement to where you live" in answer.content.decode()
    partner = user("partner@example.com", "claimant")
    ask_for_statement(statement=Statement.objects.get(claim=claim), person=partner.person, by=adviser)
    mine, theirs = (each.message for each in WrittenCopy.objects.select_related("message").order_by("pk"))
    assert (mine.medium, mine.letter_format, theirs.recipient_reference) == (
        "letter",
        "large-print",
        str(partner.person.pk),
    )
    for words in (
        "Statement for 14 September 2026 to 13 October 2026",
        "Standard allowance: £424.90",
        "Total before anything is taken off: £1,600.72",
        "Total payment: £1,323.17",
    ):
        assert words in mine.body
    assert browser_of(user("other@example.com", "claimant")).post(f"{page}on-paper/").status_code == 404
