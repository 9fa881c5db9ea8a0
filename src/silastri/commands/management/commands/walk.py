"""Walks one practice case through a service."""

import json
import tempfile
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from silastri.adapters.signing.port import Finding
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.domain.case import workflow
from silastri.domain.case.workflow import State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.words.wording import moment
from silastri.jobs import folder
from silastri.jobs.publishing import NotPublishable
from silastri.practice import demo
from silastri.practice.practised import publish
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.told import Told
from silastri.practice.walk.visitor import Lost
from silastri.practice.walk.walker import Walk


class Command(BaseCommand):
    help = (
        "Jalankan satu permohonan latihan lewat semua langkah, lewat halaman web. Kode keluar 0 hanya bila berakhir "
        "sebagaimana mestinya dan suratnya asli. Tidak meninggalkan jejak."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", help="misalnya rokan-hilir/jompo-terlantar")
        parser.add_argument("--out", type=Path, help="map untuk semua PDF; tanpa ini, map sementara")
        parser.add_argument("--json", action="store_true", help="satu objek JSON tiap langkah")
        parser.add_argument("--branch", default="lurus", help="jalan lain; 'list' menyebut semuanya")

    def handle(self, *args: Any, **options: Any) -> None:
        office, _, service = options["service"].strip("/").partition("/")
        path = Path(settings.STANDARDS) / office / service
        definition, its_office = _definition(path)
        today = its_office.time({}).day(timezone.now())
        ways = {branch.name: branch for branch in branches(definition, today)}
        if options["branch"] == "list":
            for branch in ways.values():
                self.stdout.write(f"{branch.name:32} {branch.about}")
            return
        if options["branch"] not in ways:
            raise CommandError(f"jalan '{options['branch']}' tidak ada; pilih {', '.join(ways)}")
        branch = ways[options["branch"]]
        asks_for_letters = any(question.services for question in definition.standard.form)
        _practice(path.parent if asks_for_letters else path, branch, today)
        out = options["out"] or Path(tempfile.mkdtemp(prefix="silastri-walk-"))
        last = self._walk(Walk(office, service, branch, out), as_json=options["json"])
        if not _as_it_should(last, branch):
            ends = _state(branch.ends) + (" dengan surat yang asli" if branch.ends == State.DONE else "")
            raise CommandError(f"berakhir {_end(last)}; seharusnya {ends}")

    def _walk(self, walk: Walk, *, as_json: bool) -> Told:
        last = None
        try:
            for last in walk.run():
                self.stdout.write(json.dumps(last.as_json(), ensure_ascii=False) if as_json else _shown(last))
        except Lost as error:
            raise CommandError(str(error)) from None
        assert last
        return last


def _definition(path: Path) -> tuple[Definition, Office]:
    """Raises CommandError when the service is not there or has mistakes."""
    for office in folder.read(path):
        grave = [finding for finding in office.all_findings if not finding.mild]
        if grave:
            raise CommandError("\n".join(map(str, grave)))
        for service in office.services:
            if service.definition and office.office:
                return service.definition, office.office
    raise CommandError(f"tidak ada layanan di {path}")


def _practice(path: Path, branch: Branch, today: date) -> None:
    """An installation of its own: this office, this service, its people; all its services where one asks for letters
    of others."""
    call_command("migrate", verbosity=0, interactive=False)
    try:
        publish(path, at=timezone.now(), as_kind=branch.service_kind, electronic=branch.electronic,
                quota_on=today, waits=branch.waits)  # fmt: skip
    except NotPublishable as error:
        raise CommandError(str(error)) from None
    for office in offices.offices():
        demo.staff(office, timezone.now())
        demo.registry(office, timezone.now())


def _as_it_should(last: Told, branch: Branch) -> bool:
    if branch.ends != State.DONE:
        return last.state == branch.ends
    return last.state == State.DONE and last.outcome in _GOOD


def _shown(told: Told) -> str:
    if told.step == "selesai":
        return f"\nAkhir: {_end(told)}{f': {told.letter}' if told.letter else ''}"
    lines = [f"{_when(told.at)}  {told.step}: {workflow.said(told.outcome)}", f"    oleh {told.actor} ({told.post})"]
    if told.due:
        lines.append(f"    langkah berikut paling lambat {_when(told.due)}")
    if told.promise:
        lines.append(f"    janji selesai {_when(told.promise)}")
    lines += [f"    pesan ke {message}" for message in told.messages]
    lines += [f"    berkas {paper}" for paper in told.papers]
    return "\n".join(lines)


def _end(told: Told) -> str:
    """How the case ended, in words."""
    return f"{_state(told.state)}, {_LETTERS[told.outcome]}" if told.outcome else _state(told.state)


def _state(state: str) -> str:
    return str(Case.StateLabel(state).label).lower()


_GOOD = (Finding.GENUINE, "basah", "petunjuk")
_LETTERS = {
    Finding.GENUINE: "suratnya asli",
    Finding.CHANGED: "suratnya sudah diubah",
    Finding.UNKNOWN: "suratnya tidak dikenal",
    "basah": "suratnya bertanda tangan basah",
    "petunjuk": "dengan lembar petunjuk",
}


def _when(at: datetime) -> str:
    return moment(at, timezone.get_current_timezone())
