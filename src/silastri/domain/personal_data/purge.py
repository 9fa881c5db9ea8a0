"""What an office keeps of people outside its archive, and for how long. Registrations and codes end by themselves
within days; the log of access and what was agreed to are proofs, and stay."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.worktime import add_months


@dataclass(frozen=True)
class Kind:
    title: str
    months: int  # where the office says nothing else
    how: str


KINDS = {
    "drafts": Kind("Permohonan yang tidak pernah dikirim", 12, "sejak dibuat, dengan berkasnya"),
    "messages": Kind("Isi pesan yang sudah dikirim", 24, "sejak dikirim; waktu dan keadaannya tetap tercatat"),
}


def before(kind: str, months: int | None, today: date) -> date:
    """Whatever is older than that day is past its time."""
    return add_months(today, -(months or KINDS[kind].months))
