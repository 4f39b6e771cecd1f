"""What is looked at that could pay more. The judges are those of the award (``claims.counting``)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import told as by
from claims.consideration import Consideration, no, no_because, not_yet, yes
from claims.told import answered, asked, chose_something

CONSIDERATIONS: tuple[Consideration, ...] = (
    Consideration(
        "housing",
        _("Help with rent or service charges"),
        "home",
        "tenure",
        (
            yes(by.rents, _("You told us that you rent your home.")),
            not_yet(
                by.owns_with_charges,
                _("You told us that you own your home and pay service charges. We can pay them from the fourth month."),
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
        (
            yes(
                answered("tenancy", "pays_all_rent", True),
                _("You told us that the other tenants left and you have to pay all the rent."),
            ),
            no(_("You told us that the other tenants have not left.")),
        ),
        asked("pays-all-rent"),
    ),
    Consideration(
        "extra-bedroom",
        _("An extra bedroom"),
        "home",
        "extra-bedroom",
        (
            yes(chose_something("tenancy", "extra_bedroom"), _("You told us why you need an extra bedroom.")),
            no(_("You told us that nobody in your home needs an extra bedroom.")),
        ),
        by.rents,
    ),
    Consideration(
        "spare-room",
        _("Nothing taken off for a spare room"),
        "home",
        "spare-room-exceptions",
        (
            yes(
                chose_something("tenancy", "spare_room_exceptions"),
                _("You told us that your home is in a sanctuary scheme or has shared ownership."),
            ),
            no(_("You told us that your home is not in a sanctuary scheme and you do not own a part of it.")),
        ),
        asked("spare-room-exceptions"),
    ),
    Consideration(
        "own-bedroom",
        _("The rent for a home with one bedroom, not for a room in a shared home"),
        "living-with",
        "own-bedroom",
        (
            yes(by.lives_with_another_adult, _("You told us that another adult lives with you.")),
            yes(by.needs_care, _("You told us that you get a benefit for care or daily living.")),
            yes(by.has_an_own_bedroom_reason, _("You told us that one of the reasons is true of you.")),
            no(_("You told us that none of the reasons is true of you at your age.")),
        ),
        asked("own-bedroom"),
    ),
    Consideration(
        "other-adults",
        _("Nothing taken off your rent for other adults"),
        "living-with",
        "lives-with-adults",
        (
            yes(by.needs_care, _("You told us that you are blind or get a benefit for care.")),
            yes(
                by.every_adult_is_excused,
                _("You told us that each other adult is under 21, or why they do not have to help with the rent."),
            ),
            no(_("You told us that an adult of 21 or over lives with you, and that none of the reasons is true.")),
        ),
        by.rents_with_another_adult,
    ),
    Consideration(
        "children",
        _("Amounts for children"),
        "children",
        "has-children",
        (
            yes(by.has_a_child_here, _("You told us that you have a child who lives with you.")),
            no_because(
                answered("children", "has_children", True),
                _("You told us that the council placed the child with you, or that somebody else is the main carer."),
            ),
            no(_("You told us that no children live with you.")),
        ),
    ),
    Consideration(
        "disabled-child",
        _("An extra amount for a disabled child"),
        "children",
        "child-disability",
        (
            yes(by.has_a_disabled_child, _("You told us that a child gets a disability benefit or is blind.")),
            no(_("You told us that no child gets a disability benefit or is blind.")),
        ),
        by.has_a_child_here,
    ),
    Consideration(
        "childcare",
        _("Help with the cost of childcare"),
        "childcare",
        "has-childcare",
        (
            no_because(
                answered("childcare_used", "has_childcare", False), _("You told us that you do not pay for childcare.")
            ),
            yes(
                by.meets_work_condition,
                _("You told us that you pay for childcare, and work, start work soon or stopped lately."),
            ),
            no(_("You told us that you pay for childcare but have no work. Tell us when you get a job.")),
        ),
        by.has_a_child_here,
    ),
    Consideration(
        "work-allowance",
        _("Pay that does not count"),
        "work",
        "has-job",
        (
            yes(
                by.has_a_work_allowance,
                _("You told us about a child who lives with you, or a decision about your health."),
            ),
            no(_("You told us of no child who lives with you and no decision about your health.")),
        ),
        by.works,
        secret=True,
    ),
    Consideration(
        "savings",
        _("Savings that do not count"),
        "savings",
        "has-savings",
        (
            yes(by.has_savings_that_do_not_count, _("You told us why some of it does not count.")),
            no(_("You told us that none of your savings are of the kinds that we leave out.")),
        ),
        answered("capital", "has_savings", True),
    ),
    Consideration(
        "health",
        _("An amount for your health"),
        "health",
        "limits-work",
        (
            yes(by.is_near_the_end_of_life, _("You told us what a doctor has said to you.")),
            yes(by.has_lcwra, _("You told us that it has already been decided.")),
            no_because(
                answered("health", "decided_before", "lcw"),
                _("You told us that you have limited capability for work. It adds no amount, but you keep more pay."),
            ),
            not_yet(
                answered("health", "limits_work", True),
                _("You told us that your health limits your work. We look at it with you. It takes 3 months or more."),
            ),
            no(_("You told us that your health does not limit your work.")),
        ),
        secret=True,
    ),
    Consideration(
        "end-of-life",
        _("More money at once, when somebody may not live long"),
        "health",
        "end-of-life",
        (
            yes(by.is_near_the_end_of_life, _("You told us what a doctor has said to you.")),
            no(_("You told us no, or that you prefer not to say.")),
        ),
        asked("end-of-life"),
    ),
    Consideration(
        "higher-health",
        _("The higher amount for your health"),
        "health",
        "higher-health-amount",
        (
            yes(by.is_near_the_end_of_life, _("You told us what a doctor has said to you.")),
            yes(by.keeps_the_higher_health_amount, _("You told us why you keep the higher amount.")),
            no(_("You told us that none of the reasons is true.")),
        ),
        asked("higher-health-amount"),
        secret=True,
    ),
    Consideration(
        "carer",
        _("An amount for caring for somebody"),
        "caring",
        "cares",
        (
            no_because(
                answered("carer", "cares", False),
                _("You told us that you do not look after anybody who is ill or disabled."),
            ),
            yes(
                by.is_caring,
                _("You told us that you care for somebody for 35 hours a week or more, and what they get."),
            ),
            no_because(
                by.cares_but_for("other_carer"),
                _("You told us that somebody else is paid for caring for the person you care for."),
            ),
            no_because(
                by.cares_but_for("benefit"),
                _("You told us that the person you care for gets none of the benefits, or that you do not know."),
            ),
            no(_("You told us that you care for fewer than 35 hours a week.")),
        ),
    ),
    Consideration(
        "no-cap",
        _("Freedom from the limit on benefits"),
        "health",
        "disability-benefits",
        (
            yes(by.gets_a_disability_benefit, _("You told us that you get a disability benefit.")),
            yes(by.has_a_child_with_a_benefit, _("You told us that a child gets a disability benefit.")),
            yes(by.is_caring, _("You told us that you care for somebody.")),
            yes(by.has_lcwra, _("You told us about your health.")),
            yes(by.gets_a_cap_lifting_income, _("You told us about a benefit that lifts the limit.")),
            yes(
                by.stopped_after_a_year,
                _("You told us that you stopped work after a year of enough pay. It applies for 9 months from then."),
            ),
            no(_("You told us of nothing that frees you from it. A month of enough pay does, too.")),
        ),
        by.may_be_capped,
        secret=True,
    ),
)
