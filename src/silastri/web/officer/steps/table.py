"""The screen of each act."""

from typing import Any

from silastri.domain.definition.sop import Step
from silastri.domain.kinds import nature

from . import (
    ask,
    check,
    decide,
    hand_over,
    look_up,
    number,
    pay,
    print_out,
    refund,
    respond,
    review,
    sign,
    visit,
    wait,
)
from .screen import Screen

SCREENS: dict[str, Screen[Any]] = {
    "check": check.SCREEN,
    "review": review.SCREEN,
    "decide": decide.SCREEN,
    "respond": respond.SCREEN,
    "wait": wait.SCREEN,
    "look_up": look_up.SCREEN,
    "visit": visit.SCREEN,
    "ask": ask.SCREEN,
    "pay": pay.SCREEN,
    "refund": refund.SCREEN,
    "number": number.SCREEN,
    "sign": sign.SCREEN,
    "print_out": print_out.SCREEN,
    "hand_over": hand_over.SCREEN,
}


def screen_of(step: Step) -> Screen[Any] | None:
    """The screen of a step; None for the applicant's first step, which has pages of its own."""
    return SCREENS.get(nature(step.kind).act)
