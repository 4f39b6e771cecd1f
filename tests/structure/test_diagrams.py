"""The diagrams in the documentation are those of the code."""

from django.core.management import call_command


def test_diagrams_are_in_step_with_the_code() -> None:
    call_command("draw_diagrams", check=True)
