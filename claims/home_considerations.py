"""What is looked at that could pay more for the home, and whether the award that the answers foresee has it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import told as by
from claims.consideration import Consideration, applies, no, no_because, not_yet, yes
from claims.told import answered, asked, chose_something, pays

HOME: tuple[Consideration, ...] = (
    Consideration(
        "housing",
        _("Help with rent or service charges"),
        "home",
        "tenure",
        pays("housing"),
        (
            applies(_("You told us that you rent your home.")),
            no_because(
                by.rents,
                _("You told us of other people, who pay or have to help with as much as your rent."),
                ("living-with", "lives-with-adults"),
            ),
            no_because(
                by.owns_and_earns,
                _(
                    "You told us that you own your home and have work. We can pay service charges from the fourth "
                    "month, but only in months when you have no pay."
                ),
                ("work", "has-job"),
            ),
            not_yet(
                by.owns_with_charges,
                _(
                    "You told us that you own your home and pay service charges. We can pay them from the fourth "
                    "month, in months when you have no pay."
                ),
            ),
            no_because(by.owns, _("You told us that you own your home and pay no service charges.")),
            no_because(
                answered("home", "tenure", "supported", "temporary"),
                _("You told us that you live in supported or temporary housing. Ask your council for Housing Benefit."),
            ),
            no(_("You told us that you do not rent or own your home.")),
        ),
    ),
    Consideration(
        "all-rent",
        _("Counting all the rent, not only your share"),
        "home",
        "pays-all-rent",
        by.counts_all_the_rent,
        (
            applies(_("You told us that the other tenants left and you have to pay all the rent.")),
            no(_("You told us that the other tenants have not left.")),
        ),
        asked("pays-all-rent"),
    ),
    Consideration(
        "extra-bedroom",
        _("An extra bedroom"),
        "home",
        "extra-bedroom",
        by.has_an_extra_bedroom,
        (
            applies(_("You told us why you need an extra bedroom.")),
            no(_("You told us that nobody in your home needs an extra bedroom.")),
        ),
        by.rents,
    ),
    Consideration(
        "spare-room",
        _("Nothing taken off for a spare room"),
        "home",
        "spare-room-exceptions",
        by.has_no_spare_room_counted,
        (
            yes(
                chose_something("tenancy", "spare_room_exceptions"),
                _("You told us that your home is in a sanctuary scheme or has shared ownership."),
            ),
            yes(
                by.shares_the_tenancy,
                _("You told us that somebody else is on the tenancy agreement and pays a part of the rent."),
                ("home", "joint-tenancy"),
            ),
            applies(_("You told us of no more bedrooms than the rules allow you."), ("home", "bedrooms")),
            no(_("You told us that your home is not in a sanctuary scheme and you do not own a part of it.")),
        ),
        asked("spare-room-exceptions"),
    ),
    Consideration(
        "own-bedroom",
        _("The rent for a home with one bedroom, not for a room in a shared home"),
        "living-with",
        "own-bedroom",
        by.has_a_bedroom_of_their_own,
        (
            yes(by.lives_with_another_adult, _("You told us that another adult lives with you.")),
            yes(by.gets_a_care_benefit, _("You told us that you get a benefit for care or daily living.")),
            yes(by.has_an_own_bedroom_reason, _("You told us that one of the reasons is true of you.")),
            applies(_("You told us when you were born. You turn 35 in your first month.")),
            no(_("You told us that none of the reasons is true of you at your age.")),
        ),
        asked("own-bedroom"),
    ),
    Consideration(
        "other-adults",
        _("Nothing taken off your rent for other adults"),
        "living-with",
        "lives-with-adults",
        by.no_adult_helps_with_the_rent,
        (
            yes(by.needs_care, _("You told us that you are blind or get a benefit for care.")),
            applies(_("You told us that each other adult is under 21, or why they do not have to help with the rent.")),
            no(_("You told us that an adult of 21 or over lives with you, and that none of the reasons is true.")),
        ),
        by.rents_with_another_adult,
    ),
)
