"""What the how-to page shows can be copied."""

import re
from pathlib import Path

from pydantic import TypeAdapter

from silastri.domain.definition.booking import Quota, Reservation
from silastri.domain.definition.field import Form
from silastri.domain.definition.sop import Steps
from silastri.domain.definition.source import read

PAGE = Path(__file__).parent.parent.parent.parent / "docs/how-to/appointments-and-quota.md"


def test_every_example_can_be_read() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) == 4
    for block in blocks:
        value = read(block, "contoh.yaml").value
        if "langkah" in value:
            submit = {"pengajuan": {"pelaksana": "pemohon", "kegiatan": "ajukan", "uraian": "Mengajukan."}}
            (_, step) = TypeAdapter(Steps).validate_python([submit, *value["langkah"]])
            assert step.slots and step.slots.count == 5
        if "kuota" in value:
            assert Quota.model_validate(value["kuota"])
        if "pesan_waktu" in value:
            assert Reservation.model_validate(value["pesan_waktu"])
            assert len(TypeAdapter(Form).validate_python(value["formulir"])) == 3
