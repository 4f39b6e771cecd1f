"""Answering the questions of a claim in a browser, a function to each task, for one lone parent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.system.visitor import Visitor

EMAIL = "mari.lloyd@example.com"
PASSWORD = "violet kettle harbour"


@dataclass(frozen=True)
class Child:
    """A child as told to the service."""

    name: str
    born: date
    sex: str


def create_account(me: Visitor, email: str = EMAIL, password: str = PASSWORD) -> None:
    """Sign up; the code is read in the demonstration's outbox."""
    me.go("/")
    me.go("/create-account/")
    me.fill("Email address", email)
    me.press("Continue")
    code = newest_code(me)
    me.fill("6-digit code", code)
    me.press("Continue")
    me.fill("Create a password", password)
    me.press("Create account")
    assert me.path == "/home/"


def newest_code(me: Visitor) -> str:
    """The code in the newest message of the outbox, looked up in another window."""
    other = me.page.context.new_page()
    other.goto("/demonstration/outbox/")
    words = other.locator(".app-message").first.inner_text()
    other.close()
    return next(word for word in words.replace(".", " ").split() if word.isdigit() and len(word) == 6)


def check_if_you_can_claim(me: Visitor, born: date = date(1993, 2, 8)) -> None:
    me.follow("Check if you can claim")
    me.enter_date(born)
    me.save()
    me.choose("England")
    me.save()
    for _question in ("more than £16,000", "full-time education", "live with a partner"):
        me.choose("No")
        me.save()
    finish_task(me)


def give_your_details(me: Visitor, given_names: str = "Mari", family_name: str = "Lloyd") -> None:
    me.follow("Give your details")
    me.fill("Given names", given_names)
    me.fill("Family name", family_name)
    me.save()
    me.choose("No")
    me.save()
    me.choose("Yes")
    me.save()
    me.fill("What is your National Insurance number?", "qq 12 34 56 c")
    me.save()
    me.save()  # the phone number is optional
    me.choose("Email")
    me.save()
    me.choose("English")
    me.choose("Standard print")
    me.save()
    finish_task(me)


def tell_where_you_live(me: Visitor) -> None:
    """Three bedrooms' rent from a housing association, every week, with service charges."""
    me.follow("Tell us where you live and what it costs")
    me.choose("I rent from a council or housing association")
    me.save()
    me.fill("Address line 1", "9 Canal Row")
    me.fill("Town or city", "Leeds")
    me.fill("Postcode", "ls61aa")
    me.save()
    me.enter_date(date(2020, 3, 27))
    me.save()
    me.fill("What is the name of your landlord?", "Aire Homes Housing Association")
    me.save()
    me.enter_date(date(2020, 3, 27))
    me.save()
    me.choose("No")
    me.save()
    me.fill("Rent", "£112.50")
    me.choose("Every week")
    me.save()
    me.fill("How many weeks a year do you pay no rent?", "0")
    me.save()
    me.choose("Yes")
    me.save()
    me.fill("Service charges", "6.20")
    me.choose("Every week")
    me.tick("Cleaning and lighting shared areas")
    me.save()
    me.choose("No")  # not behind with the rent
    me.save()
    me.fill("How many bedrooms does your home have?", "2")
    me.save()
    me.tick("None of these")
    me.save()
    finish_task(me)


def tell_where_you_live_with_family(me: Visitor) -> None:
    me.follow("Tell us where you live and what it costs")
    me.choose("I live with family or friends and pay no rent")
    me.save()
    me.fill("Address line 1", "9 Canal Row")
    me.fill("Town or city", "Leeds")
    me.fill("Postcode", "LS6 1AA")
    me.save()
    me.enter_date(date(2020, 3, 27))
    me.save()
    finish_task(me)


def tell_about_children(me: Visitor, *children: Child) -> None:
    me.follow("Tell us about your children")
    me.choose("Yes" if children else "No")
    me.save()
    if children:
        me.press("Add a child")
    for child in children:
        me.fill("Given names", child.name)
        me.fill("Family name", "Lloyd")
        me.save()
        me.enter_date(child.born)
        me.save()
        me.choose(child.sex)
        me.save()
        me.choose("My child")
        me.save()
        me.choose("Me, all or most of the time")
        me.save()
        me.choose("Yes, I get it")
        me.save()
        me.save()  # the Child Benefit number is optional
        me.choose("No")
        me.save()
        me.choose("No" if child == children[-1] else "Yes")
        me.save()
    finish_task(me)


def tell_about_work(me: Visitor, employer: str = "") -> None:
    me.follow("Tell us about your work")
    for _question in ("self-employed", "voluntary work", "offered a job"):
        me.choose("No")
        me.save()
    me.choose("Yes" if employer else "No")
    me.save()
    if employer:
        me.press("Add a job")
        me.fill("Who do you work for?", employer)
        me.save()
        me.enter_date(date(2023, 2, 6))
        me.save()
        me.choose("No")  # not ending
        me.save()
        me.fill(f"How many hours a week do you usually work at {employer}?", "18")
        me.save()
        me.choose("Every month")
        me.fill("How much was your last take-home pay?", "880")
        me.save()
        me.choose("Yes")  # a pension
        me.save()
        me.choose("No")
        me.save()
    finish_task(me)


def tell_about_savings(me: Visitor, amount: str = "") -> None:
    me.follow("Tell us about your savings")
    me.choose("No")  # gave nothing away
    me.save()
    me.choose("Yes" if amount else "No")
    me.save()
    if amount:
        me.press("Add money or savings")
        me.choose("Savings account")
        me.save()
        me.fill("Which bank, building society or company is it with?", "Aire Building Society")
        me.save()
        me.fill("How much is in it, or how much is it worth?", amount)
        me.save()
        me.choose("Only me")
        me.save()
        me.choose("None of these")
        me.save()
        me.choose("No")
        me.save()
    finish_task(me)


def tell_the_rest(me: Visitor, *, has_children: bool) -> None:
    """British, alone with any children, and nothing more to tell."""
    me.follow("Tell us about your nationality")
    for answer in ("British", "Yes"):
        me.choose(answer)
        me.save()
    finish_task(me)
    nothing = ["Tell us who lives with you", "Tell us about money other than pay", "Tell us who you care for"]
    nothing += ["Tell us about courses and training"] + ["Tell us about childcare"] * has_children
    for task in nothing:
        me.follow(task)
        me.choose("No")
        me.save()
        finish_task(me)
    me.follow("Tell us about your health")
    me.choose("No")
    me.save()
    me.tick("None of these")
    me.save()
    for _question in ("hospital", "pregnant"):
        me.choose("No")
        me.save()
    finish_task(me)


def tell_where_to_pay(me: Visitor) -> None:
    me.follow("Tell us where to pay you")
    me.choose("Yes")
    me.save()
    me.choose("Mine")
    me.save()
    me.fill("Name on the account", "M Lloyd")
    me.fill("Sort code", "20 00 00")
    me.fill("Account number", "55779911")
    me.save()
    finish_task(me)


def finish_task(me: Visitor) -> None:
    """Check the task's answers, and go back to the list."""
    assert me.heading.startswith("Check your answers: ")
    me.press("Continue")
    assert me.heading == "Your claim for Universal Credit"


def send(me: Visitor) -> str:
    """Check everything, agree and send; the claim's reference."""
    me.press("Check your answers")
    me.press("Continue")
    me.press("Agree and send claim")
    assert me.heading == "Claim sent"
    return me.page.locator(".govuk-panel__body strong").inner_text()
