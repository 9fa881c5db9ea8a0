"""How long one may object to a decision, and appeal (UU 30/2014 art. 77 and 78)."""

from datetime import date

from silastri.domain.worktime import OfficeTime, add_workdays

DAYS = 21  # workdays after the decision was told
ANSWER_DAYS = 10  # workdays in which the office answers
APPEAL_DAYS = 10  # workdays after the answer, to the superior


def until(time: OfficeTime, told_on: date) -> date:
    """The last day on which an objection may be sent. Raises NeverOpen."""
    return add_workdays(time, told_on, DAYS)
