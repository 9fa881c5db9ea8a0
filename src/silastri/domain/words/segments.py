"""How an SMS is cut into parts: each part is paid for, and a single rare letter more than doubles their number."""

# GSM 03.38: letters that take one place of a part, and those that take two.
_ONE = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWO = frozenset("\f^{}\\[~]|€")
# What texts hold for the eye alone: a telephone shows the plain sign as well, and the whole message stays cheap.
_PLAINER = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-", "\u00a0": " ", "\t": " "}
)
_ALONE, _IN_SERIES = 160, 153
_ALONE_WIDE, _IN_SERIES_WIDE = 70, 67


def as_sent(text: str) -> str:
    """The text as it leaves by SMS: dashes, quotes and blanks that only look nicer are made plain."""
    return text.replace("\r\n", "\n").translate(_PLAINER)


def is_wide(text: str) -> bool:
    """Whether it holds a letter that only UCS-2 has, so that every letter takes two bytes."""
    return any(sign not in _ONE and sign not in _TWO for sign in as_sent(text))


def segments(text: str) -> int:
    """The parts that the SMS is sent and paid in."""
    sent = as_sent(text)
    if is_wide(sent):
        places = [1 if ord(sign) <= 0xFFFF else 2 for sign in sent]  # signs beyond, like emoji, are a pair
        return _parts(places, _ALONE_WIDE, _IN_SERIES_WIDE)
    return _parts([2 if sign in _TWO else 1 for sign in sent], _ALONE, _IN_SERIES)


def _parts(places: list[int], alone: int, in_series: int) -> int:
    """No sign is cut in two: one that does not fit any more begins the next part."""
    if sum(places) <= alone:
        return 1 if places else 0
    parts, filled = 1, 0
    for taken in places:
        if filled + taken > in_series:
            parts, filled = parts + 1, 0
        filled += taken
    return parts
