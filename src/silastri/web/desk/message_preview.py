"""A text of a message as a telephone shows it, with invented values, and what is wrong with it."""

from dataclasses import dataclass

from silastri.domain.words.difference import Line, difference
from silastri.domain.words.messages import check, vendor
from silastri.domain.words.messages.samples import spoken, values
from silastri.domain.words.messages.template import PLACE, Template, fill
from silastri.journey.office import text_approval


@dataclass(frozen=True)
class Preview:
    usual: str
    longest: str
    faults: list[check.Fault]
    parts: tuple[int, int] | None  # of an SMS, with usual and with very long values
    form: str  # as the provider of WhatsApp gets it; empty where it takes free text


def preview(pattern: str, template: type[Template]) -> Preview:
    pattern = check.tidied(pattern)
    faults = check.check(pattern, template)
    usual, longest = (_filled(pattern, values(template, longest=long)) for long in (False, True))
    form = vendor.form_text(pattern).body if text_approval.needs_approval() else ""
    parts = None if check.grave(faults) else check.parts(pattern, template)[:2]
    return Preview(usual, longest, faults, parts, form)


def changed(before: str, after: str) -> list[Line]:
    """The lines that differ, as people read them."""
    return difference(spoken(before), spoken(after))


def _filled(pattern: str, shown: dict[str, str]) -> str:
    """A place that is not there stays as it was typed."""
    return fill(pattern, {name: f"{{{name}}}" for name in PLACE.findall(pattern)} | shown)
