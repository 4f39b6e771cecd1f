"""A lone parent renting from a housing association, with a part-time job, two children and some savings."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import NOTHING_TO_TELL

LONE_PARENT = Story(
    answers={
        **NOTHING_TO_TELL,
        "date_of_birth": "1991-05-14",
        "country": "england",
        "over_capital_limit": False,
        "in_education": False,
        "lives_with_partner": False,
        "given_names": "Rosa",
        "family_name": "Hughes",
        "has_other_names": False,
        "knows_nino": True,
        "nino": "QQ123456C",
        "phone": None,
        "contact_by": "email",
        "language": "en",
        "format": "standard",
        "tenure": "social",
        "address_line_1": "14 Mill Lane",
        "town": "Leeds",
        "postcode": "LS6 2AB",
        "moved_in": "2019-03-27",
        "landlord": "Aire Homes Housing Association",
        "tenancy_started": "2019-03-27",
        "joint_tenancy": False,
        "rent": 11250,
        "rent_frequency": "weekly",
        "rent_free_weeks": 0,
        "has_service_charges": True,
        "service_charges": 620,
        "service_charge_frequency": "weekly",
        "service_charge_for": ["cleaning", "gardens"],
        "owes_rent": False,
        "bedrooms": 2,
        "extra_bedroom": ["none"],
        "has_children": True,
        "self_employed": False,
        "voluntary_work": False,
        "job_offer": False,
        "has_job": True,
        "gave_away": False,
        "has_savings": True,
        "has_account": "yes",
        "account_owner": "mine",
        "account_holder": "R Hughes",
        "sort_code": "200000",
        "account_number": "55779911",
        "roll_number": None,
    },
    entries={
        "children": [
            {
                "child_given_names": "Mia",
                "child_family_name": "Hughes",
                "child_date_of_birth": "2015-09-02",
                "child_sex": "female",
                "child_relationship": "own",
                "child_lives_with": "me",
                "child_benefit": "me",
                "child_benefit_number": None,
                "child_disability": "none",
            },
            {
                "child_given_names": "Owen",
                "child_family_name": "Hughes",
                "child_date_of_birth": "2019-11-20",
                "child_sex": "male",
                "child_relationship": "own",
                "child_lives_with": "me",
                "child_benefit": "me",
                "child_benefit_number": None,
                "child_disability": "none",
            },
        ],
        "work": [
            {
                "employer": "Calder Bakery",
                "job_started": "2023-02-06",
                "job_hours": 18,
                "pay_frequency": "monthly",
                "last_pay": 88000,
                "last_paid": None,
                "job_ending": False,
                "job_pension": True,
            }
        ],
        "savings": [
            {
                "savings_kind": "savings-account",
                "savings_with": "Aire Building Society",
                "savings_amount": 700000,
                "savings_joint": "mine",
                "savings_disregard": "none",
            }
        ],
    },
)
