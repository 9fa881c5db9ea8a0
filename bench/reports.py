"""How long a long file takes in the background: the Buku Registrasi of a year, as XLSX and as PDF, and all cases.

    make bench-reports               24,000 rows
    ROWS=100000 make bench-reports

Each file is made by the acts of the worker, in a process of its own: read from the database, written, sealed. Beside
it, in the same run, a bare xlsxwriter writes the same cells from memory.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROWS = int(os.environ.get("ROWS", "24000"))
AT = datetime(2026, 11, 9, 3, tzinfo=UTC)
STANDARD = Path(__file__).parent.parent / "standards" / "rokan-hilir"


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(globals()[f"_{sys.argv[1]}"]()))
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"SILASTRI_HOME": folder, "SILASTRI_STATIC_NAMES": "plain"}
        environment |= {"DJANGO_SETTINGS_MODULE": "silastri.config.settings", "SILASTRI_DATABASE": ""}

        def run(what: str) -> dict[str, Any]:
            done = subprocess.run([sys.executable, __file__, what], env=environment, check=True, stdout=subprocess.PIPE)
            told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return told

        print(f"--- SQLite, {ROWS:,} rows", flush=True)
        run("fill")
        bare = run("bare")
        _tell("bare xlsxwriter", bare, bare)
        for what in ("ledger_sheet", "cases_sheet", "ledger_paper"):
            _tell(what, run(what), bare)


def _tell(what: str, told: dict[str, Any], bare: dict[str, Any]) -> None:
    seconds, peak = told["seconds"], told["peak"]
    print(
        f"{what:16} {seconds:6.1f} s ({told['cpu']:5.1f} of the processor)  {ROWS / seconds:8,.0f} rows/s"
        f"  {seconds / bare['seconds']:5.2f} x bare  peak {peak:4.0f} MB ({told['more']:+.0f} MB while it was made,"
        f" {peak / bare['peak']:.2f} x bare)  {told['size'] / 1e6:5.1f} MB",
        flush=True,
    )


def _set_up() -> None:
    import django

    django.setup()


def _fill() -> dict[str, Any]:
    _set_up()
    from django.core.management import call_command
    from django.db import transaction

    from silastri.apps.accounts.models import Person
    from silastri.apps.cases.models import Case
    from silastri.apps.catalog.models import Service, Version
    from silastri.apps.letters.models import Letter, Register
    from silastri.apps.offices import operations as office_operations
    from silastri.apps.offices.models import Office
    from silastri.jobs.publishing import publish
    from silastri.practice import sample

    call_command("migrate", verbosity=0, interactive=False)
    publish(STANDARD, at=AT - timedelta(days=400))
    office = Office.objects.get()
    clerk = sample.officer(1, "Petugas Back Office", AT, is_head=False)
    office_operations.post(office, clerk, post="back_office", since=date(2025, 11, 1), manages=True)
    service = Service.objects.filter(office=office).order_by("pk")[0]
    version = Version.objects.filter(service=service)[0]
    register = Register.objects.create(office=office, key="rekomendasi", year=2026, last=ROWS)
    with transaction.atomic():
        for first in range(0, ROWS, 1000):
            some = range(first, min(first + 1000, ROWS))
            people = Person.objects.bulk_create(Person(name=f"Pemohon Contoh {n}", registered_at=AT) for n in some)
            cases = Case.objects.bulk_create(
                Case(
                    office=office, service=service, version=version, ref=f"RHL-2026-{n:06}", applicant=person,
                    holder_name=f"Pemegang Contoh {n}", created_at=AT, submitted_at=AT, ended_at=AT, state="done",
                )
                for n, person in zip(some, people, strict=True)
            )  # fmt: skip
            Letter.objects.bulk_create(
                Letter(
                    case=case, office=office, key="surat", name="Surat Rekomendasi", code=f"C{n}", made_at=AT,
                    holder_name=case.holder_name, register=register, sequence=n + 1, state="signed", signed_at=AT,
                    number=f"500.16.7.4/{n + 1:05}/DPMPTSP/XI/2026", signer_name="Kepala Contoh", sha256=f"{n:064}",
                    on=date(2026, 1, 1) + timedelta(days=n % 300),
                )
                for n, case in zip(some, cases, strict=True)
            )  # fmt: skip
    return {}


def _bare() -> dict[str, Any]:
    """The cells of the ledger from memory, without a database."""
    import io

    import xlsxwriter

    row = (1, "500.16.7.4/00001/DPMPTSP/XI/2026", date(2026, 1, 1), "Surat Rekomendasi", "Pemegang Contoh 12345",
           "RHL-2026-012345", "Rekomendasi Bantuan Pengiriman Lanjutan Jompo Terlantar", "Kepala Contoh", "Elektronik",
           None, "Berlaku", "", None, "")  # fmt: skip
    before, began, cpu = _peak(), time.perf_counter(), sum(os.times()[:4])
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
    for n in range(ROWS):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(n, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(n, place, n)
            elif cell:
                sheet.write_string(n, place, f"{cell}{n}")
    book.close()
    return _told(began, cpu, before, len(out.getvalue()))


def _ledger_sheet() -> dict[str, Any]:
    return _made("ledger_sheet")


def _ledger_paper() -> dict[str, Any]:
    return _made("ledger_paper")


def _cases_sheet() -> dict[str, Any]:
    return _made("cases_sheet")


def _made(what: str) -> dict[str, Any]:
    """Asked for and made by the acts that the page and the worker use."""
    _set_up()
    from silastri.apps.cases.models import Case
    from silastri.apps.letters.ledger import LedgerQuery
    from silastri.apps.made_files.models import MadeFile
    from silastri.apps.offices import queries as offices
    from silastri.apps.offices.models import Office
    from silastri.domain.act import Act, Actor
    from silastri.jobs.making import MAKERS
    from silastri.journey.desk import export_cases
    from silastri.journey.made_files import make
    from silastri.journey.registers import long_ledger

    office = Office.objects.get()
    person = offices.holders(office, "back_office", offices.today(office, AT))[0]
    desk = offices.desks(person.pk, AT)[0]
    act = Act(Actor(person.pk, person.name, office.pk, desk.posts), AT, "web")
    if what == "cases_sheet":
        asked = export_cases.ask_file(act, Case.objects.filter(office=office).order_by("pk"), "permohonan.xlsx")
    else:
        asked = long_ledger.ask_file(act, LedgerQuery(2026), f"{what}.x", on_paper=what == "ledger_paper")
    before, began, cpu = _peak(), time.perf_counter(), sum(os.times()[:4])
    assert make.make_next(MAKERS, lambda: AT)
    made = MadeFile.objects.get(pk=asked.pk)
    assert made.state == "done", made.why
    return _told(began, cpu, before, made.size)


def _told(began: float, cpu: float, before: float, size: int) -> dict[str, Any]:
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "cpu": sum(os.times()[:4]) - cpu,
        "peak": _peak(),
        "more": _peak() - before,
        "size": size,
    }


def _peak() -> float:
    """The most memory that this process, or one that it began, had, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    main()
