"""Nation and London from a postcode, as a suggestion."""

import pytest

from rules.places import suggested_place


@pytest.mark.parametrize(
    ("postcode", "nation", "london", "confirm"),
    [
        ("SE1 7PB", "england", True, False),
        ("sw1a 1aa", "england", True, False),
        ("LS1 4AP", "england", False, False),
        ("L1 8JQ", "england", False, False),
        ("CR0 2AB", "england", None, True),  # Croydon, and Surrey
        ("EH1 1YZ", "scotland", False, False),
        ("G1", "scotland", False, False),
        ("TD15 1AA", None, False, True),  # Berwick-upon-Tweed is in England
        ("CF10 4UW", "wales", False, False),
        ("SY23 1AA", None, False, True),  # Aberystwyth is in Wales, Shrewsbury in England
        ("GL16 7AA", None, False, True),
        ("BT1 1AA", "northern_ireland", False, False),
    ],
)
def test_where_a_postcode_is(postcode, nation, london, confirm):
    place = suggested_place(postcode)
    assert (place.nation, place.london, place.needs_confirming) == (nation, london, confirm)


def test_an_area_on_a_border_names_both_nations():
    assert suggested_place("TD15 1AA").nations == ("england", "scotland")
    assert suggested_place("LL11").nations == ("england", "wales")


@pytest.mark.parametrize("postcode", ["", "QQ1 1AA", "JE2 3AB", "BF1 2AT", "1AA", "LONDON"])
def test_what_is_no_postcode_of_the_united_kingdom_is_refused(postcode):
    with pytest.raises(ValueError, match="not a postcode"):
        suggested_place(postcode)
