"""What tests of employers share with those of accounts."""

from tests.accounts.conftest import mask

__all__ = ["mask"]
