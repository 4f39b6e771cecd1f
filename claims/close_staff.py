"""Of whom somebody is never given an appointment: the staff from whom their claim is kept (claims.closeness), asked the
other way round, from the claimant to whoever is close to them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import Help, KnownPerson, Person, User
from claims.kept import KeptAttempt
from claims.models import Fact, Member
from claims.same_home import home_key
from core.lookups import digests_in


def staff_close_to(person: Person) -> QuerySet[User]:
    """Users who are on a claim with this person, help or have helped one of them, know one of them, live where they do,
    or were kept from a claim of theirs. A part of a query: it asks nothing itself."""
    claims = Member.objects.filter(person=person.pk).order_by().values("claim")
    people = Person.objects.filter(Q(pk=person.pk) | Q(pk__in=Member.objects.filter(claim__in=claims).values("person")))
    known = KnownPerson.objects.current().filter(
        Q(nino_digest__in=digests_in(people, "nino_digest"))
        | Q(birth_digest__in=digests_in(people, "birth_digest"))
        | Q(claim_reference__in=Member.objects.filter(person=person.pk).values("claim__reference"))
    )
    homes = Fact.objects.filter(superseded_at=None, kind="home", claim__isnull=False).annotate(home_key=home_key())
    same_home = homes.filter(home_key__in=homes.filter(claim__in=claims).values("home_key")).order_by().values("claim")
    helped = Help.objects.filter(person__in=people.order_by().values("pk"), helper__isnull=False)
    close = (
        Q(person__in=people.order_by().values("pk"))
        | Q(person__in=Member.objects.filter(claim__in=same_home).order_by().values("person"))
        | Q(pk__in=helped.order_by().values("helper"))
        | Q(pk__in=known.order_by().values("staff"))
        | Q(pk__in=KeptAttempt.objects.filter(claim__in=claims).order_by().values("staff"))
    )
    return User.objects.filter(close).order_by().values("pk")  # type: ignore[return-value]
