"""What is looked at that could pay more. Whether it applies is read from the award that the answers foresee."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import told as by
from claims.consideration import Consideration, applies, no, no_because, not_known, not_yet, yes
from claims.home_considerations import HOME
from claims.told import answered, asked, pays

TOO_OLD = _("You told us that the child is 16 or over and not in school or college, or is too old.")

CONSIDERATIONS: tuple[Consideration, ...] = (
    *HOME,
    Consideration(
        "children",
        _("Amounts for children"),
        "children",
        "has-children",
        pays("child"),
        (
            applies(_("You told us that you have a child who lives with you.")),
            no_because(by.has_a_child_here, TOO_OLD, ("children", "child-in-education")),
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
        pays("disabled_child"),
        (
            applies(_("You told us that a child gets a disability benefit or is blind.")),
            no_because(by.has_a_disabled_child, TOO_OLD),
            no(_("You told us that no child gets a disability benefit or is blind.")),
        ),
        by.has_a_child_here,
    ),
    Consideration(
        "childcare",
        _("Help with the cost of childcare"),
        "childcare",
        "has-childcare",
        pays("childcare"),
        (
            no_because(
                answered("childcare_used", "has_childcare", False), _("You told us that you do not pay for childcare.")
            ),
            applies(_("You told us that you pay for childcare, and work, start work soon or stopped lately.")),
            no_because(
                by.has_no_work_for_childcare,
                _("You told us that you pay for childcare but have no work. Tell us when you get a job."),
            ),
            no(
                _(
                    "You told us that the childcare is for a child we do not pay an amount for, or who is too old for "
                    "it: we pay for childcare until the 31 August after a child turns 16."
                ),
                ("childcare", "childcare-child"),
            ),
        ),
        by.has_a_child_here,
    ),
    Consideration(
        "work-allowance",
        _("Pay that does not count"),
        "work",
        "has-job",
        by.has_a_work_allowance,
        (
            applies(_("You told us about a child who lives with you, or a decision about your health.")),
            no_because(
                by.has_a_child_here,
                _("You told us of no child that we pay an amount for, and no decision about your health."),
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
        by.has_savings_that_do_not_count,
        (
            applies(_("You told us why some of it does not count.")),
            no(_("You told us that none of your savings are of the kinds that we leave out.")),
        ),
        answered("capital", "has_savings", True),
    ),
    Consideration(
        "health",
        _("An amount for your health"),
        "health",
        "limits-work",
        pays("lcwra"),
        (
            yes(by.is_near_the_end_of_life, _("You told us what a doctor has said to you.")),
            yes(
                by.has_a_decision_about_health,
                _("You told us that it has already been decided."),
                ("health", "decided-before"),
            ),
            applies(
                _("You told us that you get Employment and Support Allowance in the support group."),
                ("income", "income-kind"),
            ),
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
        by.is_near_the_end_of_life,
        (
            applies(_("You told us what a doctor has said to you.")),
            not_known(
                answered("health", "end_of_life", "not-say"),
                _("You told us that you prefer not to say. You can tell us at any time."),
            ),
            no(_("You told us no.")),
        ),
        asked("end-of-life"),
    ),
    Consideration(
        "higher-health",
        _("The higher amount for your health"),
        "health",
        "higher-health-amount",
        by.keeps_the_higher_health_amount,
        (
            yes(by.is_near_the_end_of_life, _("You told us what a doctor has said to you.")),
            applies(_("You told us why you keep the higher amount.")),
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
        pays("carer"),
        (
            applies(_("You told us that you care for somebody for 35 hours a week or more, and what they get.")),
            no_because(
                answered("carer", "cares", False),
                _("You told us that you do not look after anybody who is ill or disabled."),
            ),
            no_because(
                by.is_caring,
                _(
                    "You told us that you care for somebody, and of your health. The law lets one person have only one "
                    "of the two amounts: we pay the one for your health."
                ),
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
        secret=True,
    ),
    Consideration(
        "no-cap",
        _("Freedom from the limit on benefits"),
        "health",
        "disability-benefits",
        by.is_free_of_the_cap,
        (
            yes(by.gets_a_disability_benefit, _("You told us that you get a disability benefit.")),
            yes(
                by.has_a_child_with_a_benefit,
                _("You told us that a child gets a disability benefit."),
                ("children", "child-disability"),
            ),
            yes(pays("carer"), _("You told us that you care for somebody."), ("caring", "cares")),
            yes(pays("lcwra"), _("You told us about your health.")),
            yes(
                by.gets_a_cap_lifting_income,
                _("You told us about a benefit that lifts the limit."),
                ("income", "has-income"),
            ),
            applies(
                _("You told us that you stopped work after a year of enough pay. It applies for 9 months from then."),
                ("stopped-work", "year-of-pay"),
            ),
            no(_("You told us of nothing that frees you from it. A month of enough pay does, too.")),
        ),
        by.may_be_capped,
        secret=True,
    ),
)
