"""Charts of bars: lengths against the longest, values in words, and a table for who cannot see them."""

from decimal import Decimal

from django.template.loader import render_to_string

from silastri.web.chart import chart


def test_bars_are_measured_by_the_longest_and_what_is_not_nothing_shows() -> None:
    rows = [("a", Decimal("200.5"), "Rp201"), ("b", 100, "Rp100"), ("c", Decimal("0.1"), "Rp0"), ("d", 0, "Rp0")]
    assert [bar.percent for bar in chart("Biaya", "Layanan", "Biaya", rows).bars] == [100, 50, 1, 0]


def test_of_nothing_there_are_no_bars() -> None:
    assert chart("Biaya", "Layanan", "Biaya", []).bars == ()
    assert [bar.percent for bar in chart("Biaya", "Layanan", "Biaya", [("a", 0, "0")]).bars] == [0]


def test_the_table_says_what_the_bars_show() -> None:
    page = render_to_string(
        "components/chart.html", {"chart": chart("Biaya", "Layanan", "Sebulan", [("<Izin>", 3, "Rp3")])}
    )
    assert '<th scope="row">&lt;Izin&gt;</th><td>Rp3</td>' in page
    assert 'aria-hidden="true"' in page
