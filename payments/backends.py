"""How money leaves. The backend is named by ``settings.PAYMENTS_BACKEND``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from payments.models import Payment


class Backend(Protocol):
    """Something that has payments made."""

    def pay(self, payment: Payment) -> str:
        """Have this payment made, and return the reference by which the bank knows it.

        Called in the transaction that notes the payment as issued, which may still be undone: so it may write to
        this database only, such as a line of the next file for the bank, and what was committed is sent from
        there. Any exception means that it was not issued.
        """


class DemonstrationBackend:
    """No money moves: the payment is only noted as issued. For demonstrations and development."""

    def pay(self, payment: Payment) -> str:
        return f"demonstration:{payment.pk}"


def current_backend() -> Backend:
    """The backend that the settings name."""
    backend: Backend = import_string(settings.PAYMENTS_BACKEND)()
    return backend
