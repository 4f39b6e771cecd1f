"""The answers that personas give, one life a module. Invented people; any likeness is chance."""

from demo.stories.common import NOTHING_TO_TELL
from demo.stories.half_done import HALF_DONE
from demo.stories.lone_parent import LONE_PARENT
from demo.stories.private_renter import PRIVATE_RENTER

__all__ = ["HALF_DONE", "LONE_PARENT", "NOTHING_TO_TELL", "PRIVATE_RENTER"]
