"""Where hands work: a town with a tariff, a queue, and two services."""

from pathlib import Path

from silastri.journey.queueing import counters
from tests.builders import STANDARDS, Town, a_town

QUEUE = "antrean: {dipakai: ya, petugas: [loket], tutup_sebelum_menit: 1}\n"


def busy_town(folder: Path) -> Town:
    """``folder``: where its definition is written."""
    contoh = folder / "contoh"
    contoh.mkdir()
    for one in (STANDARDS / "contoh").iterdir():
        (contoh / one.name).symlink_to(one)
    (contoh / "kantor.yaml").unlink()
    (contoh / "kantor.yaml").write_text((STANDARDS / "contoh/kantor.yaml").read_text() + QUEUE)
    town = a_town(contoh)
    counters.add(town.act("loket"), number=1, name="Pendaftaran", services=())
    return town
