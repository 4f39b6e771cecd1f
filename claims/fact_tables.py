"""Which answer is which part of which circumstance: the only place where questions meet the words of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.circumstances import CLAIM, PERSON


@dataclass(frozen=True, slots=True)
class FactTable:
    """One kind of circumstance: whose it is, the task that asks about it, and which answers make it up.

    ``parts`` maps the answer's name to the name in the circumstance. ``each`` is true for one per list entry.
    """

    kind: str
    subject: str
    task: str
    parts: Mapping[str, str]
    each: bool = False


TABLES: tuple[FactTable, ...] = (
    FactTable("birth", PERSON, "eligibility", {"date_of_birth": "date_of_birth"}),
    FactTable(
        "residence",
        PERSON,
        "eligibility",
        {
            "country": "country",
            "over_capital_limit": "over_capital_limit",
            "capital_exceptions": "capital_exceptions",
            "in_education": "in_education",
            "education_exceptions": "education_exceptions",
            "lives_with_partner": "lives_with_partner",
        },
    ),
    FactTable(
        "identity",
        PERSON,
        "about-you",
        {
            "given_names": "given_names",
            "family_name": "family_name",
            "has_other_names": "has_other_names",
            "other_names": "other_names",
            "knows_nino": "knows_nino",
            "nino": "nino",
        },
    ),
    FactTable(
        "contact",
        PERSON,
        "about-you",
        {
            "phone": "phone",
            "contact_by": "contact_by",
            "language": "language",
            "format": "format",
        },
    ),
    FactTable(
        "home",
        CLAIM,
        "home",
        {
            "address_line_1": "address_line_1",
            "address_line_2": "address_line_2",
            "town": "town",
            "postcode": "postcode",
            "moved_in": "moved_in",
            "tenure": "tenure",
        },
    ),
    FactTable(
        "tenancy",
        CLAIM,
        "home",
        {
            "landlord": "landlord",
            "tenancy_started": "tenancy_started",
            "joint_tenancy": "joint_tenancy",
            "tenants": "tenants",
            "pays_all_rent": "pays_all_rent",
            "rent": "rent_pence",
            "rent_frequency": "rent_frequency",
            "rent_free_weeks": "rent_free_weeks",
            "has_service_charges": "has_service_charges",
            "service_charges": "service_charge_pence",
            "service_charge_frequency": "service_charge_frequency",
            "service_charge_for": "service_charge_for",
            "owes_rent": "owes_rent",
            "rent_owed": "rent_owed_pence",
            "bedrooms": "bedrooms",
            "extra_bedroom": "extra_bedroom",
            "spare_room_exceptions": "spare_room_exceptions",
        },
    ),
    FactTable("children", CLAIM, "children", {"has_children": "has_children"}),
    FactTable(
        "child",
        CLAIM,
        "children",
        {
            "child_given_names": "given_names",
            "child_family_name": "family_name",
            "child_date_of_birth": "date_of_birth",
            "child_sex": "sex",
            "child_relationship": "relationship",
            "child_lives_with": "lives_with",
            "child_benefit": "child_benefit",
            "child_benefit_number": "child_benefit_number",
            "child_disability": "disability",
            "child_blind_benefit": "blind_benefit",
            "child_in_education": "in_education",
        },
        each=True,
    ),
    FactTable(
        "work",
        PERSON,
        "work",
        {
            "voluntary_work": "voluntary",
            "job_offer": "offered_a_job",
            "job_offer_starts": "offered_from",
            "has_job": "has_job",
            "self_employed": "self_employed",
            "business": "business",
            "business_started": "business_started",
            "profit": "profit_pence",
        },
    ),
    FactTable(
        "job",
        PERSON,
        "work",
        {
            "employer": "employer",
            "job_started": "started",
            "job_ending": "ending",
            "job_ends": "ends",
            "job_hours": "hours_a_week",
            "pay_frequency": "pay_frequency",
            "last_pay": "last_pay_pence",
            "last_paid": "last_paid",
            "job_pension": "pension",
        },
        each=True,
    ),
    FactTable(
        "capital",
        PERSON,
        "savings",
        {
            "has_savings": "has_savings",
            "gave_away": "gave_away",
            "gave_away_amount": "gave_away_pence",
            "gave_away_why": "gave_away_why",
        },
    ),
    FactTable(
        "savings",
        PERSON,
        "savings",
        {
            "savings_kind": "kind",
            "savings_with": "provider",
            "savings_amount": "amount_pence",
            "savings_joint": "joint",
            "savings_disregard": "disregard",
            "property_debt": "debt_pence",
            "property_disregard": "property_disregard",
        },
        each=True,
    ),
    FactTable(
        "nationality",
        PERSON,
        "nationality",
        {
            "nationality": "nationality",
            "settled_status": "settled_status",
            "immigration": "immigration",
            "arrived": "arrived",
            "lived_here": "lived_here_two_years",
            "came_because": "came_because",
        },
    ),
    FactTable("other_adults", CLAIM, "living-with", {"lives_with_adults": "lives_with_adults"}),
    FactTable("own_bedroom", CLAIM, "living-with", {"own_bedroom": "own_bedroom"}),
    FactTable(
        "other_adult",
        CLAIM,
        "living-with",
        {
            "adult_given_names": "given_names",
            "adult_family_name": "family_name",
            "adult_date_of_birth": "date_of_birth",
            "adult_relationship": "relationship",
            "lodger_pays": "pays_pence",
            "adult_exemptions": "exemptions",
        },
        each=True,
    ),
    FactTable("childcare_used", CLAIM, "childcare", {"has_childcare": "has_childcare"}),
    FactTable(
        "childcare",
        CLAIM,
        "childcare",
        {
            "childcare_child": "child",
            "childcare_provider": "provider",
            "childcare_registration": "registration",
            "childcare_cost": "amount_pence",
            "childcare_frequency": "frequency",
        },
        each=True,
    ),
    FactTable("other_income", PERSON, "income", {"has_income": "has_income"}),
    FactTable(
        "income",
        PERSON,
        "income",
        {"income_kind": "kind", "income_amount": "amount_pence", "income_frequency": "frequency"},
        each=True,
    ),
    FactTable(
        "health",
        PERSON,
        "health",
        {
            "limits_work": "limits_work",
            "end_of_life": "end_of_life",
            "condition": "condition",
            "decided_before": "decided_before",
            "higher_health_amount": "higher_health_amount",
            "fit_note": "fit_note",
            "fit_note_from": "fit_note_from",
            "fit_note_until": "fit_note_until",
            "disability_benefits": "disability_benefits",
            "hospital": "hospital",
            "pregnant": "pregnant",
            "due_date": "due_date",
        },
    ),
    FactTable(
        "stopped_work",
        PERSON,
        "stopped-work",
        {"stopped_work": "stopped", "last_day_of_work": "last_day", "year_of_pay": "year_of_pay"},
    ),
    FactTable("carer", PERSON, "caring", {"cares": "cares"}),
    FactTable(
        "caring",
        PERSON,
        "caring",
        {
            "cared_for_given_names": "given_names",
            "cared_for_family_name": "family_name",
            "care_hours": "35_hours",
            "cared_for_benefit": "benefit",
            "other_carer": "other_carer",
        },
        each=True,
    ),
    FactTable(
        "course",
        PERSON,
        "education-details",
        {
            "part_time_course": "part_time",
            "course": "course",
            "course_provider": "provider",
            "course_level": "level",
            "course_starts": "starts",
            "course_ends": "ends",
            "course_funding": "funding",
        },
    ),
    FactTable(
        "bank",
        CLAIM,
        "bank",
        {
            "has_account": "has_account",
            "account_owner": "owner",
            "owner_agrees": "owner_agrees",
            "account_holder": "holder",
            "sort_code": "sort_code",
            "account_number": "account_number",
            "roll_number": "roll_number",
        },
    ),
)
KINDS = tuple(table.kind for table in TABLES)
