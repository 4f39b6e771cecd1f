"""Email addresses that are the same address whenever they are typed the same to a person's eye."""

from __future__ import annotations

from typing import Any

from django.db import models

from govuk.text import plain_email


class EmailAddressField(models.EmailField):  # type: ignore[type-arg]
    """An email address that is normalised on the way in, in look-ups too."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return plain_email(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))
