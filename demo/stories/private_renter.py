"""A mother who rents privately, has no job since her child became ill, and a little money."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import NOTHING_TO_TELL

PRIVATE_RENTER = Story(
    answers={
        **NOTHING_TO_TELL,
        "date_of_birth": "1986-08-19",
        "country": "england",
        "over_capital_limit": False,
        "in_education": False,
        "lives_with_partner": False,
        "given_names": "Priya",
        "family_name": "Nair",
        "has_other_names": True,
        "other_names": "Priya Menon",
        "knows_nino": True,
        "nino": "QQ345678B",
        "phone": "07700 900157",
        "contact_by": "email",
        "language": "en",
        "format": "large-print",
        "tenure": "private",
        "address_line_1": "22 Crookes Terrace",
        "address_line_2": None,
        "town": "Sheffield",
        "postcode": "S10 1UE",
        "moved_in": "2022-06-11",
        "landlord": "M Broadbent",
        "tenancy_started": "2022-06-11",
        "joint_tenancy": False,
        "rent": 74500,
        "rent_frequency": "monthly",
        "has_service_charges": False,
        "owes_rent": False,
        "bedrooms": 2,
        "extra_bedroom": ["none"],
        "has_children": True,
        "self_employed": False,
        "voluntary_work": False,
        "job_offer": False,
        "has_job": False,
        "gave_away": False,
        "has_savings": True,
        "has_account": "yes",
        "account_owner": "mine",
        "account_holder": "P Nair",
        "sort_code": "200415",
        "account_number": "38290008",
        "roll_number": None,
    },
    entries={
        "children": [
            {
                "child_given_names": "Anjali",
                "child_family_name": "Nair",
                "child_date_of_birth": "2020-02-27",
                "child_sex": "female",
                "child_relationship": "own",
                "child_lives_with": "me",
                "child_benefit": "me",
                "child_benefit_number": None,
                "child_disability": "lower",
            }
        ],
        "savings": [
            {
                "savings_kind": "current-account",
                "savings_with": "Don Valley Bank",
                "savings_amount": 41230,
                "savings_joint": "mine",
                "savings_disregard": "none",
            }
        ],
    },
)
