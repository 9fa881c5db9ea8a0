"""An address in a message is the one that the site knows by that name, whatever stands in it."""

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from silastri.journey.case.links import absolute


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("inbox", ()),
        ("my_case", ("RHL-2TGWF-818Q9",)),
        ("desk_case", ("a b/ü?",)),
        ("desk_case", ("{0}",)),
        ("duty", ("12",)),
        ("duty", ("twelve",)),
        ("service", ("rokan-hilir", "jompo-terlantar")),
        ("service", ("gap-1-", "gap-0-")),
        ("activate", ("MQ", "abc-def123")),
    ],
)
def test_is_the_address_of_that_page(name: str, args: tuple[str, ...]) -> None:
    for _ in range(2):
        try:
            expected = settings.SITE_URL + reverse(name, args=args)
        except NoReverseMatch:
            with pytest.raises(NoReverseMatch):
                absolute(name, *args)
        else:
            assert absolute(name, *args) == expected
