"""Sessions that know whose they are, and the record of sign-ins."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id


class Session(AbstractBaseSession):
    """A browser's session. Knowing the user lets all of theirs be ended at once.

    What is in it is encrypted: also where its owner signed in from, which is kept no longer than the session.
    """

    session_data = SecretTextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type:
        from accounts.sessions import SessionStore

        return SessionStore


class SignIn(models.Model):
    """Somebody signed in. They can see these, to notice one that was not theirs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"Signed in {self.at:%Y-%m-%d %H:%M}"
