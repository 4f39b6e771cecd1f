"""Signing in with an email address and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from core.prepared import Prepared

_WITH_PERSON = Prepared(lambda user: User.objects.select_related("person").defer("person__nino").filter(pk=user))


class EmailBackend(ModelBackend):
    """Django's own check, which hashes a password for unknown addresses too so that both take as long.

    Loads a signed-in user together with their person, in one query and without what is encrypted.
    """

    def get_user(self, user_id: Any) -> User | None:
        user = _WITH_PERSON.first(user=user_id)
        return user if user and self.user_can_authenticate(user) else None
