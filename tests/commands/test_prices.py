"""An office's own file of prices: a line that does not fit is told by its number."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from silastri.config import prices

GOOD = "- {saluran: sms, golongan: part, sejak: 2026-01-01, rupiah: 300}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {saluran: sms", "cannot be read"),
        ("sms: 300", "must be a list"),
        ("", "must be a list"),
        (GOOD + "- {saluran: sms, golongan: part, sejak: kemarin, rupiah: 300}", "price 2 needs"),
        (GOOD + "- {saluran: sms, golongan: part, sejak: 2026-01-01, rupiah: mahal}", "price 2 needs"),
        (GOOD + "- {saluran: sms, golongan: part, sejak: 2026-01-01, rupiah: -1}", "price 2 needs"),
        (GOOD + "- {saluran: sms, golongan: part, sejak: 2026-01-01, rupiah: .inf}", "price 2 needs"),
        (GOOD + "- {golongan: part, sejak: 2026-01-01, rupiah: 1}", "price 2 needs"),
        (GOOD + "- gratis", "price 2 needs"),
        (GOOD + "- ", "price 2 needs"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "harga.yaml"
    path.write_text(text)
    with pytest.raises(ImproperlyConfigured, match=says):
        prices.read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        prices.read(tmp_path / "tidak-ada.yaml")
