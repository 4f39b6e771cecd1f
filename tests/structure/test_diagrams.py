"""The diagrams in the documentation are those of the code."""

from django.conf import LazySettings
from django.core.management import call_command


def test_diagrams_are_in_step_with_the_code(settings: LazySettings) -> None:
    # The personas are drawn as if it were the day of their claim.
    settings.CLOCK_CAN_MOVE = True
    call_command("draw_diagrams", check=True)
