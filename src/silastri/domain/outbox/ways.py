"""By which ways somebody is told, and which comes next where one fails."""

from collections.abc import Collection

from silastri.domain.words.messages.template import Purpose

WAYS = ("whatsapp", "sms", "email", "slip")  # a slip is printed and given at the counter
_WITHOUT_SLIP = {Purpose.ASKED, Purpose.PROGRESS, Purpose.WORK}


def next_way(after: str, purpose: Purpose, open_ways: Collection[str]) -> str | None:
    """The way to try when ``after`` failed or is not there; None when nothing is left.

    A link that somebody waits for is of no use on paper, and what is merely good to know is not worth it. Officers have
    their list of tasks; they are not told by SMS, which is paid for each part of 160 characters.
    """
    later = WAYS[WAYS.index(after) + 1 :]
    if purpose in _WITHOUT_SLIP:
        later = tuple(way for way in later if way != "slip")
    if purpose is Purpose.WORK:
        later = tuple(way for way in later if way != "sms")
    return next((way for way in later if way in open_ways or way == "slip"), None)
