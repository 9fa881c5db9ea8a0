"""Hostile files at every door for files: each is refused with a sentence and leaves nothing, and what is accepted is
kept and shown so that it does nothing to its reader."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pikepdf import Dictionary, Name, String

from silastri.apps.cases.models import CaseDocument
from silastri.apps.complaints.models import ComplaintFile
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import PartialFile, StoredFile
from silastri.apps.letters.models import HandOver
from silastri.domain import file_name
from tests.adapters.test_intake import a_pdf, a_photo, locked
from tests.builders import Town
from tests.campaign import LONG, campaign, tries
from tests.fuzz.test_files import a_heic
from tests.hostile import giant_png, in_a_ring, with_its_place, workbook, zeros_in_a_pdf
from tests.web.uploads.sending import DOORS, Browser, Door, File, form

PHOTO, PDF = a_photo(size=(800, 600)), a_pdf()
SECRET = "Kamera di Rumah Rahasia"
SCRIPT = b"<script>alert(1)</script>"
UNKNOWN, OFFICE = "Jenis berkas ini tidak bisa dipakai", "Ini berkas Word, Excel, atau ZIP"
NO_PHOTO, NOT_DRAWN = "Foto ini tidak bisa dibuka", "PDF ini rusak, halamannya tidak bisa digambar"
ALIVE, LOCKED, LARGE, EMPTY = "berisi program atau lampiran", "dikunci dengan sandi", "terlalu besar", "Berkas kosong"
# A letter is only looked at: what would be no paper to keep may still be the picture of a letter.
LOOKED_AT = (NO_PHOTO, NOT_DRAWN, LOCKED, LARGE, EMPTY, "Ini bukan PDF atau foto", "Tidak ada kode QR yang terbaca")
ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'


def with_everything(document: pikepdf.Pdf) -> None:
    """A script that runs when the file is opened, and a program within."""
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.attachments["faktur.exe"] = b"MZ"


REFUSED: dict[str, tuple[File, str]] = {
    "a page as a PDF": (File(b"<!DOCTYPE html><html>" + SCRIPT), UNKNOWN),
    "a page as a picture": (File(b"<html>" + SCRIPT, "a.jpg", "image/jpeg"), UNKNOWN),
    "a page with the header of a PDF": (File(SCRIPT + b"\n%PDF-1.7\n%%EOF", kind="text/html"), NOT_DRAWN),
    "a drawing as a picture": (
        File(b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT, "a.png", "image/png"),
        UNKNOWN,
    ),
    "a PDF with a script and a program": (File(a_pdf(change=with_everything)), ALIVE),
    "a locked PDF": (File(locked()), LOCKED),
    "a PDF that names itself": (File(in_a_ring()), NOT_DRAWN),
    "a giant picture": (File(giant_png(), "a.png", "image/png"), LARGE),
    "half a JPEG": (File(PHOTO[:2000], "a.jpg", "image/jpeg"), NO_PHOTO),
    "half a HEIC": (File(a_heic()[:1500], "a.heic", "image/heic"), NO_PHOTO),
    "half a WebP": (File(b"RIFF\xff\x00\x00\x00WEBPVP8 " + bytes(50), "a.webp", "image/webp"), UNKNOWN),
    "half a TIFF": (File(b"II*\x00\x08\x00\x00\x00" + bytes(50), "a.tif", "image/tiff"), UNKNOWN),
    "nothing": (File(b""), EMPTY),
    "a ZIP as a PDF": (File(b"PK\x03\x04" + bytes(100)), OFFICE),
    "a workbook that asks for a file": (File(workbook(ENTITY), "a.xlsx"), OFFICE),
    "a workbook that unpacks to much": (File(workbook(bytes(4 * 1024 * 1024)), "a.xlsx"), OFFICE),
    "a table with zero bytes": (File("nama;nip\0\n".encode("utf-16"), "a.csv", "text/csv"), UNKNOWN),
}
_LOCK = ".kunci"  # it holds nothing
NAME = "C:\\rahasia/../../etc/<img src=x onerror=alert(1)>\0\r\nSet-Cookie: x=1\u202efdp.exe" + "x" * 300


@pytest.fixture(autouse=True)
def nothing_came_before(db: None) -> None:
    cache.clear()


@pytest.fixture(params=DOORS, ids=lambda made: made.__name__)
def door(request: pytest.FixtureRequest, town: Town, browser: Browser) -> Door:
    made: Door = request.param(town, browser)
    return made


def left() -> tuple[set[Path], list[int]]:
    """The files in the home, and how many rows there are of what came in."""
    kinds: tuple[Any, ...] = (StoredFile, PartialFile, CaseDocument, ComplaintFile, HandOver)
    found = {path for path in (Path(settings.HOME) / "files").rglob("*") if path.is_file() and path.name != _LOCK}
    return found, [kind.objects.count() for kind in kinds]


@campaign
def test_a_hostile_file_is_refused_with_a_sentence_and_leaves_nothing(
    door: Door, request: pytest.FixtureRequest, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """Usually each file goes to two of the doors, at length to all."""
    before, step = left(), 1 if LONG else 4
    first = DOORS.index(request.node.callspec.params["door"]) % step
    for what, (file, sentence) in [*REFUSED.items()][first::step]:
        with django_capture_on_commit_callbacks(execute=True):
            answer = door.send(file)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), what
        assert left() == before, what


def test_a_photo_is_kept_and_shown_without_its_place_and_its_name_without_a_path(door: Door) -> None:
    photo = with_its_place(PHOTO, SECRET)
    assert (b"Exif" in photo, photo.count(SECRET.encode())) == (True, 3)
    answer = door.send(File(photo, NAME, "image/jpeg"))
    assert (answer.status_code, answer.has_header("Set-Cookie")) == (302, False)
    shown = [safe(client, address) for client, address in door.kept()]
    files = StoredFile.objects.all()
    assert shown and files
    for content in (*shown, *(documents.content(one.sha256) for one in files)):
        for part in (content, *streams(content)):
            assert not any(word in part for word in (b"Exif", b"GPS", SECRET.encode()))
    for one in files:
        assert one.name == file_name.given(one.name) and not set(one.name) & {*"/\\\0\r\n\u202e"}, one.name
    for client, address in door.named():
        page = client.get(address).content.decode()
        assert not any(part in page for part in ("<img src=x", "\u202e", "rahasia", "/etc/")), address


@campaign
@pytest.mark.once
def test_a_file_that_unpacks_without_end_is_refused(town: Town, browser: Browser) -> None:
    for made in DOORS[2 : tries(3, len(DOORS))]:
        door, before = made(town, browser), left()
        answer = door.send(File(zeros_in_a_pdf()))
        assert (answer.status_code, "terlalu rumit" in answer.content.decode()) == (422, True), made.__name__
        assert left() == before, made.__name__


def test_asked_whether_a_letter_is_genuine_every_file_has_an_answer_and_is_not_kept(db: None) -> None:
    before, client = left(), Client()
    for what, (file, _) in REFUSED.items():
        answer = form(client, reverse("check_letter"), {}, "surat", file)
        page = answer.content.decode()
        assert (answer.status_code, any(sentence in page for sentence in LOOKED_AT)) == (422, True), what
        assert left() == before, what


def safe(client: Client, address: str) -> bytes:
    """What is shown there, by headers with which no browser runs any of it."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] in ("application/pdf", "image/webp", "image/jpeg"), address
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = set(answer["Content-Security-Policy"].split("; "))
    if answer["Content-Type"] == "application/pdf":  # which browsers show with a page of their own
        assert answer["Content-Disposition"].startswith("inline; filename=")
        assert policy >= {"default-src 'none'", "script-src testserver/static/", "object-src 'none'"}
    else:
        assert policy >= {"default-src 'none'", "sandbox"}
    return bytes(answer.content)


def streams(content: bytes) -> Iterator[bytes]:
    """Everything that is packed in a PDF."""
    if not content.startswith(b"%PDF"):
        return
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_raw_bytes()
            yield repr(one).encode()
