"""Sessions end when what they stood on does, whoever changed it and however."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("accounts:account")


@pytest.mark.parametrize(
    "change", [{"password": "md5$other$other"}, {"roles": ["claimant", "adviser"]}, {"roles": []}, {"is_active": False}]
)
def test_every_session_ends_even_when_the_row_is_changed_behind_everybodys_back(
    claimant: User, adviser: User, browser: Callable[..., Client], change: dict[str, object]
) -> None:
    theirs, other = [browser(claimant), browser(claimant)], browser(adviser)
    assert [each.get(ACCOUNT).status_code for each in theirs] == [200, 200]
    User.objects.filter(pk=claimant.pk).update(**change)
    assert [each.get(ACCOUNT).status_code for each in theirs] == [302, 302]
    assert other.get(ACCOUNT).status_code == 200


def test_another_name_or_the_same_roles_end_nothing(claimant: User, browser: Callable[..., Client]) -> None:
    client = browser(claimant)
    User.objects.filter(pk=claimant.pk).update(name="Sam", roles=["claimant"])
    assert client.get(ACCOUNT).status_code == 200
