"""Staff and claims, as tests of staff's own pages have them."""

from tests.staff.conftest import _accept_example_numbers, adviser, sent

__all__ = ["_accept_example_numbers", "adviser", "sent"]
