"""The posts that have to do with complaints in an office, where it names them and where it does not."""

from collections.abc import Collection

from silastri.domain.case.reminding import superiors
from silastri.domain.definition.office import Office


def handlers(office: Office, at_counter: Collection[str]) -> set[str]:
    """Who receives, sorts and answers complaints: the post that is named, else those at the counter, else the first."""
    named = office.complaints.handler
    return {named} if named else set(at_counter) or {office.posts[0].key}


def medium(office: Office, handler: str) -> tuple[str, ...]:
    """Who has a say in a complaint of medium weight, in that order: the two highest above the handler where none are
    named."""
    return office.complaints.medium or tuple(superiors(office, handler))[-2:]


def heavy(office: Office) -> str:
    """Who decides on a heavy complaint."""
    return office.complaints.heavy or _head(office)


def report_checker(office: Office) -> str:
    """Who checks the report of a month: whoever is right below the head, where nobody is named."""
    head = _head(office)
    below = (post.key for post in office.posts if post.superior == head)
    return office.complaints.report_checker or next(below, head)


def report_approver(office: Office) -> str:
    """Who signs the report of a month."""
    return office.complaints.report_approver or _head(office)


def _head(office: Office) -> str:
    return next((post.key for post in office.posts if not post.superior), office.posts[0].key)
