"""What many people answer in the same way."""

from __future__ import annotations

from typing import Any

from demo.filling import DaysFromNow

# What most people answer where there is nothing to tell.
NOTHING_TO_TELL: dict[str, Any] = {
    "capital_exceptions": ["none"],
    "nationality": "british",
    "lived_here": True,
    "pays_all_rent": False,
    "has_service_charges": False,
    "spare_room_exceptions": ["none"],
    "lives_with_adults": False,
    "own_bedroom": ["none"],
    "has_childcare": False,
    "has_income": False,
    "limits_work": False,
    "decided_before": "no",
    "disability_benefits": ["none"],
    "hospital": False,
    "pregnant": "no",
    "stopped_work": False,
    "cares": False,
    "part_time_course": False,
}
# Somebody who may claim alone.
CAN_CLAIM: dict[str, Any] = {"over_capital_limit": False, "in_education": False, "lives_with_partner": False}
NO_CHILDREN: dict[str, Any] = {"has_children": False}
NO_WORK: dict[str, Any] = {"self_employed": False, "voluntary_work": False, "job_offer": False, "has_job": False}
NO_SAVINGS: dict[str, Any] = {"gave_away": False, "has_savings": False}
HAS_SAVINGS: dict[str, Any] = {"gave_away": False, "has_savings": True}
BY_EMAIL: dict[str, Any] = {"contact_by": "email", "language": "en", "format": "standard"}


def known_as(given_names: str, family_name: str, nino: str, *, phone: str | None = None) -> dict[str, Any]:
    """Somebody who never had another name and knows their National Insurance number."""
    return {
        "given_names": given_names,
        "family_name": family_name,
        "has_other_names": False,
        "knows_nino": True,
        "nino": nino,
        "phone": phone,
    }


def at_address(line_1: str, town: str, postcode: str, moved_in: str | DaysFromNow) -> dict[str, Any]:
    """Where they live, and since when."""
    return {
        "address_line_1": line_1,
        "address_line_2": None,
        "town": town,
        "postcode": postcode,
        "moved_in": moved_in,
    }


def renting(
    tenure: str, landlord: str, rent: int, frequency: str, *, since: str, bedrooms: int, free_weeks: int = 0
) -> dict[str, Any]:
    """A tenancy of their own, with no service charges and no rent owed; rent in pence."""
    by_the_week = {} if frequency == "monthly" else {"rent_free_weeks": free_weeks}
    return {
        "tenure": tenure,
        "landlord": landlord,
        "tenancy_started": since,
        "joint_tenancy": False,
        "rent": rent,
        "rent_frequency": frequency,
        **by_the_week,
        "has_service_charges": False,
        "owes_rent": False,
        "bedrooms": bedrooms,
        "extra_bedroom": ["none"],
    }


def paid_into(holder: str, sort_code: str, account_number: str) -> dict[str, Any]:
    """An account of their own."""
    return {
        "has_account": "yes",
        "account_owner": "mine",
        "account_holder": holder,
        "sort_code": sort_code,
        "account_number": account_number,
        "roll_number": None,
    }


def child(
    given_names: str, family_name: str, born: str, sex: str, *, in_education: bool | None = None
) -> dict[str, Any]:
    """Their own child, not disabled, who always lives with them; education is asked about from 16."""
    return {
        "child_given_names": given_names,
        "child_family_name": family_name,
        "child_date_of_birth": born,
        "child_sex": sex,
        "child_relationship": "own",
        "child_lives_with": "me",
        "child_benefit": "me",
        "child_benefit_number": None,
        "child_disability": "none",
        **({} if in_education is None else {"child_in_education": in_education}),
    }


def cared_for(given_names: str, family_name: str, benefit: str) -> dict[str, Any]:
    """Somebody disabled for whom they alone care, 35 hours a week or more."""
    return {
        "cared_for_given_names": given_names,
        "cared_for_family_name": family_name,
        "care_hours": True,
        "cared_for_benefit": benefit,
        "other_carer": False,
    }


def job(employer: str, started: str, hours: int, frequency: str, last_pay: int) -> dict[str, Any]:
    """A job that goes on, with no pension; take-home pay in pence."""
    return {
        "employer": employer,
        "job_started": started,
        "job_ending": False,
        "job_hours": hours,
        "pay_frequency": frequency,
        "last_pay": last_pay,
        "last_paid": None,
        "job_pension": False,
    }


def savings(kind: str, provider: str | None, amount: int) -> dict[str, Any]:
    """Money of their own that counts; in pence."""
    return {
        "savings_kind": kind,
        **({"savings_with": provider} if provider else {}),
        "savings_amount": amount,
        "savings_joint": "mine",
        "savings_disregard": "none",
    }
