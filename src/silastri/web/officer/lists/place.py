"""Where an officer works: the list that was looked at last, and the case that comes next in it."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from silastri.apps.cases.models import Case
from silastri.web.guard import DeskRequest

from .case_list import ALL, BELOW, TASKS, CaseList

_LIST = "list"  # the session's key: the page, and what its address asks for
_NAMES = {TASKS: "Tugas saya", ALL: "Semua permohonan", BELOW: "Terlambat di bawah saya"}


@dataclass(frozen=True)
class Place:
    """The list to go back to, and the task that comes next in it."""

    name: str
    address: str
    next: Case | None = None

    def told(self, said: str) -> str | SafeString:
        """What is said after a step, with the way to the next case."""
        if self.next is None:
            return said
        link = format_html(
            '<a class="govuk-link list-next" data-next href="{}">Berkas berikutnya: {}</a>',
            reverse("desk_case", args=[self.next.ref]),
            self.next.holder_name or self.next.ref,
        )
        return format_html("{} {}", said, link)


def keep(request: DeskRequest, page: str) -> None:
    """This is the list that the officer goes back to."""
    here = [page, request.GET.urlencode()]
    if request.session.get(_LIST) != here:
        request.session[_LIST] = here


def of(request: DeskRequest, ref: str = "") -> Place:
    """The list to go back to, at the row of that case."""
    page, query = _kept(request)
    return Place(_NAMES[page], _address(page, query, ref))


def after(request: DeskRequest, ref: str) -> Place:
    """Ask before the step is done: afterwards the case may have left the list."""
    page, query = _kept(request)
    following = CaseList(page, request.desk, request.act, QueryDict(query)).after(ref)
    return Place(_NAMES[page], _address(page, query, following.ref if following else ""), following)


def _kept(request: DeskRequest) -> tuple[str, str]:
    page, query = request.session.get(_LIST, (TASKS, ""))
    return page, query


def _address(page: str, query: str, ref: str) -> str:
    return reverse(page) + (f"?{query}" if query else "") + (f"#{ref}" if ref else "")
