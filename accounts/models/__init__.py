"""Who uses the service (User) and how they confirm it (Factor), who it is for (Person), who helps them (Help),
whom staff know (KnownPerson), where they work (Office), which roles wait to be confirmed (RoleChange), and signing in
and up."""

from accounts.models.codes import ContactCode, Purpose
from accounts.models.concerns import Concern, ConcernKind
from accounts.models.devices import DeviceUse
from accounts.models.factors import BackupCode, Factor, FactorKind, TextCode
from accounts.models.helpers import Help, HelperKind, HelpScope, HelpState, StopReason
from accounts.models.identity import (
    DocumentKind,
    IdentityCheck,
    IdentityLevel,
    IdentityRequest,
    IdentityRevocation,
    IdentityRoute,
    QuestionKind,
)
from accounts.models.known_people import KnownPerson, Relation
from accounts.models.one_login import OneLoginAccount, OneLoginSignOut
from accounts.models.people import Language, Person
from accounts.models.recovery import CodeWay, Lost, Recovery, RecoveryState
from accounts.models.role_changes import RoleChange
from accounts.models.sessions import Session, SignIn
from accounts.models.tries import Tries
from accounts.models.users import Office, User
from accounts.roles import Role

__all__ = [
    "BackupCode",
    "CodeWay",
    "Concern",
    "ConcernKind",
    "ContactCode",
    "DeviceUse",
    "DocumentKind",
    "Factor",
    "FactorKind",
    "Help",
    "HelpScope",
    "HelpState",
    "HelperKind",
    "IdentityCheck",
    "IdentityLevel",
    "IdentityRequest",
    "IdentityRevocation",
    "IdentityRoute",
    "KnownPerson",
    "Language",
    "Lost",
    "Office",
    "OneLoginAccount",
    "OneLoginSignOut",
    "Person",
    "Purpose",
    "QuestionKind",
    "Recovery",
    "RecoveryState",
    "Relation",
    "Role",
    "RoleChange",
    "Session",
    "SignIn",
    "StopReason",
    "TextCode",
    "Tries",
    "User",
]
