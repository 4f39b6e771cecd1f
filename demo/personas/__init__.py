"""The people a demonstration has: who they are, how far they have come, and what to look at as them."""

from demo.personas.claimants import CLAIMANTS
from demo.personas.employers import EMPLOYERS
from demo.personas.helpers import HELPERS
from demo.personas.persona import STAGES, Persona, Stage
from demo.personas.staff import STAFF

# Long enough for the same rules as everybody's. Anybody may know it: it opens invented people's accounts only.
PASSWORD = "north river lantern"  # noqa: S105

# What the authenticator apps of those who work there know: the words "north river lantern!" in base32.
APP_KEY = "NZXXE5DIEBZGS5TFOIQGYYLOORSXE3RB"

# Staff first: the pasts of others need them. Last those who help the others.
PERSONAS: tuple[Persona, ...] = (*STAFF, *EMPLOYERS, *CLAIMANTS, *HELPERS)


def persona_of(slug: str) -> Persona | None:
    """The persona of this name."""
    return next((persona for persona in PERSONAS if persona.slug == slug), None)


__all__ = [
    "APP_KEY",
    "CLAIMANTS",
    "EMPLOYERS",
    "HELPERS",
    "PASSWORD",
    "PERSONAS",
    "STAFF",
    "STAGES",
    "Persona",
    "Stage",
    "persona_of",
]
