"""A query whose SQL is written once gives what the ordinary one gives, for whatever it is given."""

import pytest
from django.db.models.functions import Length

from accounts.models import Person, User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor
from core.prepared import Prepared, PreparedIds, PreparedRows

pytestmark = pytest.mark.django_db

BY = Actor.system("Tests")
NAMED = Prepared(lambda name: Person.objects.filter(user__name=name).select_related("user").order_by("pk"))


@pytest.fixture
def people():
    for email, name in (("a@example.com", "Ama"), ("b@example.com", "Ben"), ("c@example.com", "Ama")):
        create_account(email=email, password=None, name=name, roles=[Role.CLAIMANT], by=BY)
    return Person.objects.select_related("user").order_by("pk")


def test_it_gives_the_rows_of_the_ordinary_query_with_what_is_read_beside_them(people, django_assert_num_queries):
    for name in ("Ama", "Ben", "Nobody"):
        expected = list(people.filter(user__name=name))
        with django_assert_num_queries(1):
            found = NAMED.all(name=name)
            assert [each.user.email for each in found] == [each.user.email for each in expected]
        assert [vars(each).keys() for each in found] == [vars(each).keys() for each in expected]
        assert found == expected
        assert NAMED.first(name=name) == next(iter(expected), None)


def test_what_it_gives_can_be_changed_and_saved(people):
    ben = NAMED.first(name="Ben").user
    ben.name = "Bennet"
    ben.save(update_fields=["name"])
    assert NAMED.first(name="Ben") is None
    assert User.objects.get(pk=ben.pk).name == "Bennet"


def test_a_value_that_is_missing_or_cannot_be_one_raises(people):
    with pytest.raises(KeyError):
        NAMED.all()
    with pytest.raises(TypeError):
        Prepared(lambda day: Person.objects.filter(user__name=f"{day:%Y}")).all(day="2026-01-01")


@pytest.mark.parametrize(
    "more",
    [
        lambda rows: rows.annotate(letters=Length("user__name")),
        lambda rows: rows.prefetch_related("memberships"),
        lambda rows: rows.values("pk"),
    ],
)
def test_what_it_could_not_give_is_refused(more):
    with pytest.raises(TypeError, match="gives rows"):
        Prepared(lambda name: more(Person.objects.filter(user__name=name))).all(name="Ama")


def test_what_is_given_is_never_read_as_sql(people):
    assert NAMED.all(name="' OR ''='") == []
    assert NAMED.all(name="%s %(name)s") == []


@pytest.mark.parametrize("words", ["50% of %s", "O'Brien", "100%%"])
def test_what_is_the_same_each_time_may_say_anything(people, words):
    User.objects.filter(name="Ben").update(name=words)
    ben = User.objects.get(name=words)
    assert Prepared(lambda pk: User.objects.filter(pk=pk, name=words)).all(pk=ben.pk) == [ben]


def test_ids_of_a_prepared_query_are_a_part_of_another(people, django_assert_num_queries):
    named = PreparedIds(lambda name: Person.objects.filter(user__name=name).exclude(user__name="100%").values("pk"))
    for name in ("Ama", "Ben", "Nobody", "Ama') OR ('1' = '1", "%s", None):
        theirs, others = list(people.filter(user__name=name)), list(people.exclude(user__name=name))
        with django_assert_num_queries(2):
            assert list(people.filter(pk__in=named.given(name=name))) == theirs
            assert list(people.exclude(pk__in=named.given(name=name))) == others


def test_values_of_several_queries_come_together_and_what_django_would_change_is_refused(people):
    of = PreparedRows(
        lambda name, email: Person.objects.filter(user__name=name).values_list("user__email"),
        lambda name, email: User.objects.filter(email=email).values_list("name"),
    )
    assert sorted(of.all(name="Ama", email="b@example.com")) == [("Ben",), ("a@example.com",), ("c@example.com",)]
    assert of.all(name="Nobody", email="100%") == []
    with pytest.raises(TypeError):
        PreparedRows(lambda name: Person.objects.filter(user__name=name)).all(name="Ama")
