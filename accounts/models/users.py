"""Users, with the roles they hold, and the offices staff work in."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.fields import EmailAddressField
from accounts.roles import Role
from core import clock
from core.permissions import Permission, may, permission_in_admin


@pghistory.track()
class Office(models.Model):
    """Where staff work and people come to be seen."""

    name = models.CharField(_("Name"), max_length=100, unique=True)
    address = models.TextField(_("Address"))
    opening_hours = models.TextField(_("Opening hours"))
    phone = models.CharField(_("Phone number"), max_length=30)

    class Meta:
        ordering = ("name",)
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes and finds users by email address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user with this password, or with none that works. ``create_account`` is the service to call."""
        user = self.model(email=email, created_at=clock.now(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An admin, for ``manage.py createsuperuser``."""
        return self.create_user(email, password, roles=[Role.ADMIN], **fields)


@pghistory.track(exclude=["password"])
class User(AbstractBaseUser):
    """Somebody who signs in. ``name`` is what others see of them; a claimant's is on their Person."""

    last_login = None  # sign-ins have a table of their own

    email = EmailAddressField(_("Email address"), max_length=254, unique=True)
    name = models.CharField(_("Name shown to others"), max_length=200, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list, verbose_name=_("Roles"))
    office = models.ForeignKey(
        Office,
        verbose_name=_("Office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff",
    )
    email_confirmed_at = models.DateTimeField(_("Email address confirmed"), null=True, editable=False)
    is_active = models.BooleanField(
        _("May sign in"), default=True, help_text=_("Take this away instead of deleting the user.")
    )
    created_at = models.DateTimeField(editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = (
            models.CheckConstraint(condition=models.Q(roles__contained_by=list(Role.values)), name="known_roles"),
            models.CheckConstraint(
                condition=~models.Q(roles__contains=[Role.EMPLOYER]) | models.Q(roles=[Role.EMPLOYER]),
                name="employers_are_nothing_else",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What each session of theirs holds, so that all end when it changes, whoever changed it and however: with the
        password, as Django does it, and with the roles."""
        bound_to = f"{self.password} {' '.join(sorted(self.roles))}"
        return salted_hmac("accounts.User.session", bound_to, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        """Django's word for somebody who may enter its admin site."""
        return may(self.roles, Permission.ADMINISTER)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether they may use a page of Django's admin ("accounts.change_user"): as the table of permissions has it
        for its model, whatever is done there. Nobody may use the pages of a model that the table does not name."""
        app, _dot, codename = perm.partition(".")
        needed = permission_in_admin(f"{app}.{codename.partition('_')[2]}")
        return self.is_active and needed is not None and may(self.roles, needed)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the admin has anything of this app to show: its pages each ask for themselves."""
        return self.is_active and self.is_staff
