"""Who acts, for whom and through which channel."""

from uuid import uuid4

from core.actor import Actor, Channel


def test_the_system_is_nobody_and_a_visitor_is_not_the_system() -> None:
    system, visitor = Actor.system("Payments run"), Actor.anonymous()
    assert system.is_system
    assert not visitor.is_system
    for actor in (system, visitor):
        assert not actor.is_authenticated
        assert not actor.is_staff_member
        assert actor.person_id is None
        assert not actor.has_role("claimant", "adviser", "system")


def test_roles_are_held_by_any_of_their_names() -> None:
    actor = Actor(1, "Rosa Hughes", frozenset({"adviser"}), None, Channel.ONLINE)
    assert actor.has_role("decision_maker", "adviser")
    assert not actor.has_role("decision_maker")
    assert not actor.has_role()
    assert actor.is_staff_member


def test_claimants_helpers_and_employers_are_not_staff() -> None:
    assert not Actor(1, "Sam", frozenset({"claimant", "helper", "employer"}), uuid4(), Channel.ONLINE).is_staff_member


def test_helping_somebody_changes_neither_who_acts_nor_the_actor_before() -> None:
    adviser, person = Actor(1, "Rosa Hughes", frozenset({"adviser"}), None, Channel.ONLINE), uuid4()
    helping = adviser.assisting(person, Channel.PHONE)
    assert (helping.user_id, helping.on_behalf_of_id, helping.channel) == (1, person, Channel.PHONE)
    assert adviser.on_behalf_of_id is None
