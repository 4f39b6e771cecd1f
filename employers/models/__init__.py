"""Employers, who acts for them, and how they were checked and decided on."""

from employers.models.checks import CheckedAt, CheckKind, CheckResult, EmployerDecision, RegisterCheck, Why
from employers.models.employers import Employer, EmployerKind, EmployerState
from employers.models.people import Invitation, Representative

__all__ = [
    "CheckKind",
    "CheckResult",
    "CheckedAt",
    "Employer",
    "EmployerDecision",
    "EmployerKind",
    "EmployerState",
    "Invitation",
    "RegisterCheck",
    "Representative",
    "Why",
]
