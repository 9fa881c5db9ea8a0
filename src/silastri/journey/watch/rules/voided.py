"""A number of a register was made void."""

from collections.abc import Iterator

from silastri.apps.anomalies import evidence
from silastri.journey.watch.rule import Found, Look, Rule


def _look(look: Look) -> Iterator[Found]:
    for line in evidence.lines(look.office.pk, ("void_number",), look.since, look.until):
        ref = str(line.detail.get("case") or "")
        case = evidence.by_ref(look.office.pk, {ref}).get(ref) if ref else None
        detail = {"by": line.person.name if line.person else "", "number": line.about}
        yield Found(str(line.pk), line.at, case.pk if case else None, line.person_id, detail)


RULE = Rule(
    "voided",
    "Nomor dibatalkan",
    "Nomor di buku registrasi dibatalkan.",
    _look,
    lambda detail: f"Nomor {detail['number']} dibatalkan oleh {detail['by']}.",
)
