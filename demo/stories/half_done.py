"""A young man who shares a private tenancy and lost his job. He has completed the first three tasks."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import NOTHING_TO_TELL

HALF_DONE = Story(
    answers={
        **NOTHING_TO_TELL,
        "date_of_birth": "2002-11-30",
        "country": "england",
        "over_capital_limit": False,
        "in_education": False,
        "lives_with_partner": False,
        "given_names": "Daniel",
        "family_name": "Okafor",
        "has_other_names": False,
        "knows_nino": True,
        "nino": "QQ234567A",
        "phone": "07700 900461",
        "contact_by": "text",
        "language": "en",
        "format": "standard",
        "tenure": "private",
        "address_line_1": "Flat 6, 31 Station Road",
        "address_line_2": None,
        "town": "Nottingham",
        "postcode": "NG7 2PB",
        "moved_in": "2024-09-01",
        "landlord": "Trent Lettings",
        "tenancy_started": "2024-09-01",
        "joint_tenancy": True,
        "tenants": 2,
        "pays_all_rent": False,
        "rent": 82000,
        "rent_frequency": "monthly",
        "has_service_charges": False,
        "owes_rent": False,
        "bedrooms": 2,
        "extra_bedroom": ["none"],
    },
).only("eligibility", "about-you", "home")
