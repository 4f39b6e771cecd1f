"""Who uses the service (User), who it is for (Person), where staff work (Office), and signing in and up."""

from accounts.models.devices import DeviceUse
from accounts.models.people import DocumentKind, IdentityCheck, IdentityLevel, IdentityRoute, Language, Person
from accounts.models.sessions import Session, SignIn
from accounts.models.sign_up import EmailConfirmation
from accounts.models.users import Office, User
from accounts.roles import Role

__all__ = [
    "DeviceUse",
    "DocumentKind",
    "EmailConfirmation",
    "IdentityCheck",
    "IdentityLevel",
    "IdentityRoute",
    "Language",
    "Office",
    "Person",
    "Role",
    "Session",
    "SignIn",
    "User",
]
