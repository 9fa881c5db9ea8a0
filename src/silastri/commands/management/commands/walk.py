"""Walks one practice case through a service."""

import json
import tempfile
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from silastri.apps.offices import queries as offices
from silastri.domain.definition.definition import Definition
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
        definition = _definition(path)
        ways = {branch.name: branch for branch in branches(definition, timezone.localdate())}
        if options["branch"] == "list":
            for branch in ways.values():
                self.stdout.write(f"{branch.name:32} {branch.about}")
            return
        if options["branch"] not in ways:
            raise CommandError(f"jalan '{options['branch']}' tidak ada; pilih {', '.join(ways)}")
        branch = ways[options["branch"]]
        _practice(path, branch, whole_office=any(question.services for question in definition.standard.form))
        out = options["out"] or Path(tempfile.mkdtemp(prefix="silastri-walk-"))
        last = self._walk(Walk(office, service, branch, out), as_json=options["json"])
        if not _as_it_should(last, branch):
            raise CommandError(f"berakhir '{last.state}', surat {last.outcome or 'tidak ada'}")

    def _walk(self, walk: Walk, *, as_json: bool) -> Told:
        last = None
        try:
            for last in walk.run():
                self.stdout.write(json.dumps(last.as_json(), ensure_ascii=False) if as_json else _shown(last))
        except Lost as error:
            raise CommandError(str(error)) from None
        assert last
        return last


def _definition(path: Path) -> Definition:
    """The definition of the service. Raises CommandError when the service does not exist or has mistakes."""
    for office in folder.read(path):
        grave = [finding for finding in office.all_findings if not finding.mild]
        if grave:
            raise CommandError("\n".join(map(str, grave)))
        for service in office.services:
            if service.definition:
                return service.definition
    raise CommandError(f"tidak ada layanan di {path}")


def _practice(path: Path, branch: Branch, *, whole_office: bool) -> None:
    """A temporary installation with this office, this service and its people; with all services of the office if one
    asks for letters of others."""
    path = path.parent if whole_office else path
    call_command("migrate", verbosity=0, interactive=False)
    try:
        publish(path, at=timezone.now(), as_kind=branch.service_kind, electronic=branch.electronic,
                quota_on=timezone.localdate(), waits=branch.waits)  # fmt: skip
    except NotPublishable as error:
        raise CommandError(str(error)) from None
    for office in offices.offices():
        demo.staff(office, timezone.now())
        demo.registry(office, timezone.now())


def _as_it_should(last: Told, branch: Branch) -> bool:
    if branch.ends != "done":
        return last.state == "refused"
    return last.state == "done" and last.outcome in ("genuine", "basah", "petunjuk")


def _shown(told: Told) -> str:
    if told.step == "selesai":
        letter = f", surat {told.outcome}: {told.letter}" if told.letter else ""
        return f"\nSelesai: {told.state}{letter}"
    lines = [f"{_when(told.at)}  {told.step}: {told.outcome}", f"    oleh {told.actor} ({told.post})"]
    if told.due:
        lines.append(f"    langkah berikut paling lambat {_when(told.due)}")
    if told.promise:
        lines.append(f"    janji selesai {_when(told.promise)}")
    lines += [f"    pesan ke {message}" for message in told.messages]
    lines += [f"    berkas {paper}" for paper in told.papers]
    return "\n".join(lines)


def _when(at: datetime) -> str:
    return moment(at, timezone.get_current_timezone())
