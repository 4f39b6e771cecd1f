"""Model fields for what must never be readable in a copy of the database.

AES-256-GCM, with the table, column and primary key bound in as associated data: a value moved to another
row or column does not decrypt. Keys carry an id (first byte length, then the id), so that they can be rotated:
the first of ``settings.SECRET_KEYS`` encrypts, any of them decrypts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import IntegrityError, connection, models
from django.db.models.signals import pre_save

from core.digests import digest, digests, is_changing, steady_digest

_NONCE_BYTES = 12
# Comparing encrypted bytes so would find nothing, or anything, without a word.
_MEANINGLESS = {
    *("iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "regex", "iregex"),
    *("gt", "gte", "lt", "lte", "range"),
}


def encrypt(plain: bytes, *, bound_to: str) -> bytes:
    """Seal bytes under the current key, tied to a place."""
    key_id, key = next(iter(settings.SECRET_KEYS.items()))
    nonce = os.urandom(_NONCE_BYTES)
    return _label(key_id) + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def decrypt(sealed: bytes, *, bound_to: str) -> bytes:
    """Open bytes sealed for that place. Raises InvalidTag when they were altered or moved."""
    length = sealed[0]
    key_id, rest = sealed[1 : 1 + length].decode(), sealed[1 + length :]
    try:
        key = settings.SECRET_KEYS[key_id]
    except KeyError:
        raise ImproperlyConfigured(f"No secret key named {key_id!r}") from None
    return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], bound_to.encode())


def current_key_label() -> bytes:
    """How every value sealed under the current key begins."""
    return _label(next(iter(settings.SECRET_KEYS)))


def _label(key_id: str) -> bytes:
    name = key_id.encode()
    return bytes([len(name)]) + name


class _Sealed(bytes):
    """What the database returned, not yet opened, and the place it was read from."""

    place: str = ""


class _SecretAttribute:
    """Opens a sealed value when it is first read, because only then is the row known."""

    def __init__(self, field: SecretTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, _Sealed):
            value = instance.__dict__[name] = self.field.open(value, instance)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, _Sealed):
            if not instance._state.adding:
                raise FieldError(f"{self.field.name} was sealed for another place: give the value itself")
            # A row that is being read. Its key may be changed before the value is opened, to make a copy.
            if instance.__dict__.get(instance._meta.pk.attname) is not None:
                value.place = self.field.place(instance)
        instance.__dict__[self.field.attname] = value


class SecretTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that is encrypted at rest, read and written through its row.

    Needs a primary key that is known before saving. Refuses ``filter`` (look it up by its digest), ``update`` and
    ``bulk_update``; ``bulk_create`` works, though never with ``update_conflicts``, which would write a value sealed
    for one row into another. A row that is read and saved again is sealed with the current key
    (``core.keys`` does that to every row).
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _SecretAttribute(self))

    def place(self, instance: models.Model) -> str:
        """Where this value may be opened: this column of this row."""
        if instance.pk is None:
            raise FieldError(f"{self.name} is encrypted for its row, so the row needs its key before it is saved")
        return self.place_in_row(instance.pk)

    def place_in_row(self, key: Any) -> str:
        """Where the value of the row with this primary key may be opened."""
        return f"{self.model._meta.db_table}.{self.column}:{self.model._meta.pk.to_python(key)}"

    def open(self, sealed: _Sealed, instance: models.Model) -> Any:
        """The value that was read from this row. Raises InvalidTag when the cell was altered or moved here."""
        return self.load(decrypt(sealed, bound_to=sealed.place or self.place(instance)).decode())

    def open_in_row(self, sealed: bytes, key: Any) -> Any:
        """The value that ``values_list`` read from the row with this primary key. Raises as ``open`` does."""
        return self.load(decrypt(sealed, bound_to=self.place_in_row(key)).decode())

    def dump(self, value: Any) -> str:
        """The value as the text that is encrypted."""
        return str(value)

    def load(self, text: str) -> Any:
        """The value from that text."""
        return text

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> _Sealed | None:
        return None if value is None else _Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, _Sealed):
            is_here = not add and held.place == self.place(model_instance)
            if is_here and held.startswith(current_key_label()):
                return held
            held = self.open(held, model_instance)
        if held is None:
            return None
        return _Sealed(encrypt(self.dump(held).encode(), bound_to=self.place(model_instance)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, _Sealed):
            raise FieldError(f"{self.name} is encrypted: save it through its row, and look it up by its digest")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        # "exact" and "in" refuse by themselves when they prepare the value; a trigger may ask whether a cell differs.
        if lookup_name in _MEANINGLESS:
            raise FieldError(f"{self.name} is encrypted: it cannot be compared in the database")
        return super().get_lookup(lookup_name)

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> Any:
        if not self.has_default():
            return None
        return self.default() if callable(self.default) else self.default

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is encrypted and is never written out")


class SecretJSONField(SecretTextField):
    """JSON that is encrypted at rest, filled up with spaces to a multiple of ``padded_to`` bytes: a cipher is as long
    as what it hides, and of a few possible answers the length alone could tell which was given."""

    def __init__(self, *args: Any, padded_to: int = 128, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.padded_to = padded_to

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs if self.padded_to == 128 else {**kwargs, "padded_to": self.padded_to}

    def dump(self, value: Any) -> str:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        return text.ljust(-(-len(text) // self.padded_to) * self.padded_to)

    def load(self, text: str) -> Any:
        return json.loads(text)


class LookupDigestField(models.BinaryField):  # type: ignore[type-arg]
    """The keyed hash of what is beside it, kept in step with it, for finding a row by its exact value:
    ``filter(nino_digest__in=digests(nino))``.

    ``of`` is a secret field, or a property, ``made_from`` fields. A save that names one of these in ``update_fields``
    must name this one too, or it is refused. ``copied_to`` ("signals.Known.digest") holds the same hash, and is changed
    with it when it is made anew. Where it is unique it stays so while a key is changed, when one value may be stored
    under two hashes, which the database cannot compare.
    """

    def __init__(
        self, *args: Any, of: str = "", made_from: Sequence[str] = (), copied_to: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.of = of
        self.made_from = tuple(made_from) or (of,)
        self.copied_to = tuple(copied_to)
        kwargs.setdefault("null", True)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of, "null": self.null}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        pre_save.connect(self._refuse_half_a_save, sender=cls)

    def _refuse_half_a_save(self, update_fields: frozenset[str] | None = None, **_: Any) -> None:
        if (
            update_fields is not None
            and self.name not in update_fields
            and not update_fields.isdisjoint(self.made_from)
        ):
            raise FieldError(f"Save {self.name} together with {self.of}, or it could not be found by its new value")

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = getattr(model_instance, self.of)
        hashed = digest(value) if value else None
        if hashed and is_changing():
            self._stay_unique(model_instance, value)
        setattr(model_instance, self.attname, hashed)
        return hashed

    def _stay_unique(self, row: models.Model, value: str) -> None:
        """Wait for whoever stores the same value, and then refuse it where another row has it under any key."""
        together = [{self.name}] if self.unique else []
        # One with a condition is for whoever writes such rows to keep, under a lock of its own.
        for each in row._meta.constraints:
            if isinstance(each, models.UniqueConstraint) and self.name in each.fields and each.condition is None:
                together.append(set(each.fields))
        if not together:
            return
        if not connection.in_atomic_block:
            raise FieldError(f"{self.name} is unique: save it in a transaction")
        place = f"{row._meta.db_table}.{self.column}:{value}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [steady_digest(place).hex()])
        others = type(row)._base_manager.exclude(pk=row.pk).filter(**{f"{self.name}__in": digests(value)})
        for names in together:
            if others.filter(**{name: getattr(row, name) for name in names - {self.name}}).exists():
                raise IntegrityError(f"{row._meta.db_table}.{self.column} is unique, and another row has this value")
