"""Genuine is only what the register knows, signed by whom it names; a valid signature alone is something else."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from silastri.adapters.intake.alive import CONTENT
from silastri.adapters.signing import signing
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.journey.letters.authenticate import Content, Result, authenticate_file
from tests import letters, tampering
from tests.adapters.test_added_proof import with_proof, with_stamp
from tests.builders import Town, a_case, a_town


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def pdf(town: Town) -> bytes:
    return documents.content(Letter.objects.get(case=a_case(town, "pencetakan")).sha256)


def of_a_stranger(town: Town) -> bytes:
    """A valid signature of another officer here, on a sheet that looks as one likes."""
    officer = town.officer("ahli_muda")
    signing().issue(person=officer.pk, name=officer.name, passphrase=letters.PASSPHRASE)  # type: ignore[attr-defined]
    return letters.sign(signing(), letters.plain_letter(), person=officer.pk)  # type: ignore[arg-type]


def verified(pdf: bytes, folder: Path) -> int:
    file = folder / "surat.pdf"
    file.write_bytes(pdf)
    with pytest.raises(SystemExit) as ended:
        call_command("letter", "verify", str(file))
    return int(str(ended.value.code))


def page(pdf: bytes) -> str:
    return Client().post("/surat/periksa/", {"surat": SimpleUploadedFile("surat.pdf", pdf)}).content.decode()


def test_the_register_s_letter_is_genuine(town: Town, pdf: bytes, tmp_path: Path) -> None:
    assert authenticate_file(pdf).result is Result.GENUINE
    assert "verdict--good" in page(pdf)
    assert verified(pdf, tmp_path) == 0


@pytest.mark.parametrize("what", ["a stranger's letter", "a byte behind"])
def test_a_valid_signature_alone_is_not_genuine(town: Town, pdf: bytes, tmp_path: Path, what: str) -> None:
    other = pdf + b"\n" if what == "a byte behind" else of_a_stranger(town)
    answer = authenticate_file(other)
    assert (answer.result, answer.letter) == (Result.SIGNED, None)
    shown = page(other)
    assert "verdict--warn" in shown
    assert "verdict--good" not in shown
    assert "tidak tercatat di sini" in shown
    assert "Surat ini asli" not in shown
    assert verified(other, tmp_path) == 4


# 80 kB in a file, and 2 GB as objects.
_PACKED = b'{"a":[' + b"[]," * 26_000_000 + b'[]],"kode":"A"}'


@pytest.mark.parametrize(
    "said", [b"[" * 1500, b'{"kode": "\\ud800"}', b'{"kode": "A\\u0000"}', b"[]", b"\xff", _PACKED]
)
def test_what_a_stranger_s_file_carries_is_no_fault_of_the_page(town: Town, said: bytes) -> None:
    with pikepdf.open(BytesIO(letters.plain_letter())) as made:
        made.attachments[CONTENT] = pikepdf.AttachedFileSpec(made, said)  # type: ignore[call-arg]
        file = BytesIO()
        made.save(file)
    answer = authenticate_file(file.getvalue())
    assert (answer.letter, answer.content) == (None, Content.NONE)


def test_the_register_names_another_signer(town: Town, pdf: bytes) -> None:
    Letter.objects.update(signer_name="Orang Lain Sekali")
    assert authenticate_file(pdf).result is Result.SIGNED


def test_proof_that_was_added_leaves_it_genuine(town: Town, pdf: bytes, tmp_path: Path) -> None:
    for added in (with_proof(signing(), pdf), with_stamp(pdf), with_proof(signing(), with_stamp(pdf))):  # type: ignore[arg-type]
        answer = authenticate_file(added)
        assert answer.result is Result.GENUINE
        assert answer.letter
        assert "hanya ditambahkan bukti" in answer.why
        assert verified(added, tmp_path) == 0
    for forged in (tampering.with_page(with_proof(signing(), pdf)), with_proof(signing(), tampering.with_content(pdf))):  # type: ignore[arg-type]
        assert authenticate_file(forged).result is Result.CHANGED
        assert verified(forged, tmp_path) == 1
