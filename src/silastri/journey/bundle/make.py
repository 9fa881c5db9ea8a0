"""Makes the bundle of a case: a ZIP whose files nobody can change unnoticed, with the page that shows it."""

import zipfile
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from django.contrib.staticfiles import finders

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import keys
from silastri.apps.made_files.models import MadeFile
from silastri.domain.act import Act
from silastri.domain.bundle import manifest
from silastri.domain.bundle.manifest import Piece
from silastri.domain.refusal import NotYours
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making

from . import pieces

MAKER = "case_bundle"
CHECKER = "periksa.html"
AT_ONCE = 20_000_000  # bytes of documents up to which a page waits for the file
_CHECKER = Path(__file__).parent / CHECKER
_READ_ME = """Bundel permohonan {ref}
{office}, dibuat {day}

Di dalamnya: permohonan, kartu kendali, surat, berkas, tanda terima, dan kabar yang dikirim kepada pemohon.

Cara memeriksa: buka {checker} dengan peramban (tidak perlu internet), lalu pilih berkas ZIP ini.
Ambil {checker} dari kantor atau dari bundel lain bila bundel ini datang dari orang yang tidak Anda percaya.
"""


def is_long(case: Case) -> bool:
    """Whether it has too much for a page to wait."""
    return sum(one.file.size for one in cases.documents(case).values()) > AT_ONCE


def ask_bundle(act: Act, case: Case) -> MadeFile:
    """Raises TooMany, and NotYours for who watches: they ask for nothing that is kept."""
    if act.by.watches:
        raise NotYours("Bundel ini besar dan dibuat di belakang layar. Mintalah petugas kantor ini membuatnya.")
    return ask(act, MAKER, title=f"Bundel permohonan {case.ref}", name=name(case), asked={"ref": case.ref})


def make_bundle(act: Act, making: Making) -> None:
    """Raises NotThere."""
    case = cases.case(making.asked["ref"], office=act.by.office)
    log(act, "bundle_case", case.ref, whose=case.applicant_id)
    write(making.out, dossier_of(case), at=act.at)


def bundle(act: Act, case: Case, out: BinaryIO) -> None:
    log(act, "bundle_case", case.ref, whose=case.applicant_id)
    write(out, dossier_of(case), at=act.at)


def name(case: Case) -> str:
    return f"bundel-{case.ref}.zip"


def write(out: BinaryIO, dossier: Dossier, *, at: datetime) -> None:
    """Stored, not packed: the page that checks it reads it without a library, and PDFs hardly shrink."""
    office, moment = dossier.case.office, dossier.time.local(at)
    listed: list[Piece] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as folder:

        def add(path: str, content: bytes) -> None:
            folder.writestr(zipfile.ZipInfo(path, moment.timetuple()[:6]), content)

        about = {"ref": dossier.case.ref, "office": dossier.office.name, "day": f"{moment:%d-%m-%Y}"}
        own = [("BACA SAYA.txt", _READ_ME.format(**about, checker=CHECKER).encode()), (CHECKER, checker())]
        for path, content in chain(own, pieces.of_case(dossier, at=at)):
            add(path, content)
            listed.append(Piece.of(path, content))
        signed = manifest.manifest(
            {"permohonan": dossier.case.ref, "kantor": dossier.office.name, "dibuat": moment.isoformat()}, listed
        )
        add(manifest.MANIFEST, signed)
        add(manifest.SIGNATURE, manifest.sign(signed, keys.in_use(office, at=at)))


def checker() -> bytes:
    """The page that checks bundles. It reads statements with the script that reads them everywhere."""
    found = finders.find("statement.js")
    assert isinstance(found, str)
    script = Path(found).read_text(encoding="utf-8")
    return _CHECKER.read_text(encoding="utf-8").replace("/* statement.js */", script).encode()
