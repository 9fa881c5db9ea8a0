"""What is said of a photo that may be hard to read."""

from collections.abc import Sequence

from silastri.domain.case.photo_doubts import Doubt

WORDS = {
    Doubt.DARK: "gelap",
    Doubt.BLURRED: "kabur",
    Doubt.EMPTY: "tampak kosong",
    Doubt.TINY: "terlalu kecil",
}
_LOOK = "Periksa apakah tulisannya terbaca."


def said(doubts: Sequence[tuple[int, str]], pages: int) -> str:
    """One sentence for a paper of so many pages, and one that says what to do; nothing where there is no doubt."""
    by_page: dict[int, list[str]] = {}
    for page, doubt in doubts:
        by_page.setdefault(page, []).append(WORDS[Doubt(doubt)])
    if not by_page:
        return ""
    places = [f"{'foto ini' if pages == 1 else f'halaman {page}'} {' dan '.join(by_page[page])}" for page in by_page]
    whole = ", ".join(places)
    return f"{whole[0].upper()}{whole[1:]}. {_LOOK}"
