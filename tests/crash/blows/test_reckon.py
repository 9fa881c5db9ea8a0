"""Which messages count as sent again for nothing."""

from collections import defaultdict

from . import reckon


def _told(*lines: tuple[str, int, str]) -> reckon.Told:
    """What was told, who told it, and of which message: one each second."""
    told: reckon.Told = defaultdict(list)
    for at, (act, by, reference) in enumerate(lines):
        told[act].append({"act": act, "by": by, "at": float(at), "reference": reference})
    return told


def test_a_message_that_two_senders_wrote_down_went_out_again_for_nothing() -> None:
    told = _told(("accepted", 1, "7"), ("round", 1, ""), ("accepted", 2, "7"), ("round", 2, ""))
    assert reckon.sent_twice(told) == (["7"], 0)


def test_a_message_whose_sender_died_or_was_late_had_to_go_again() -> None:
    died = _told(("accepted", 1, "7"), ("accepted", 2, "7"), ("round", 2, ""))
    failed = _told(("accepted", 1, "7"), ("failed", 1, ""), ("accepted", 2, "7"), ("round", 2, ""))
    late = _told(("accepted", 1, "7"), ("accepted", 2, "7"), ("round", 2, ""), ("late", 1, ""))
    assert [reckon.sent_twice(told) for told in (died, failed, late)] == [([], 1)] * 3
