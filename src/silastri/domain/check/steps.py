"""Checks each step by itself: who does it, how long it takes, and which ways lead out of it."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import APPLICANT, Sop, Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import Kind, nature

_ADD = "tambahkan di kantor.yaml atau pilih yang ada"


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    source, sop = reading.sop, definition.sop
    for n, step in enumerate(sop.steps):
        path: Path = ("langkah", n)
        yield from _actor(source, office, step, path)
        yield from _ways(source, sop, step, path)
        yield from _shape(source, step, path)
        yield from _papers(source, definition, office, step, path)
        yield from _words_of_kinds(source, definition, step, path)
        yield from _public(definition, step)
        yield from _for_who_has_no_account(source, sop, step, path)
    for n, lane in enumerate(sop.lanes):
        if lane != APPLICANT and not office.post(lane):
            what = f"jabatan '{lane}' tidak ada di kantor.yaml"
            yield source.finding(("urutan_pelaksana", n), what, "tambahkan atau pilih yang ada")


def _actor(source: Source, office: Office, step: Step, path: Path) -> Iterator[Finding]:
    named = {"pelaksana": "" if step.by_applicant else step.actor, "dicatat_oleh": step.recorder or ""}
    for word, post in named.items():
        if post and not office.post(post):
            what = f"langkah '{step.key}': jabatan '{post}' tidak ada di kantor.yaml"
            yield source.finding((*path, word), what, _ADD)
    if step.by_applicant != nature(step.kind).by_applicant:
        what = f"langkah '{step.key}': kegiatan '{step.kind}' bukan untuk '{step.actor}'"
        remedy = "pemohon melakukan 'ajukan', 'tanggapi' dan 'bayar', jabatan melakukan yang lain"
        yield source.finding((*path, "pelaksana"), what, remedy)
    if not step.online and not step.recorder:
        what = f"langkah '{step.key}' hanya di loket, tetapi tidak ada yang mencatat"
        yield source.finding((*path, "daring"), what, "tambahkan 'dicatat_oleh: <jabatan>'")


def _ways(source: Source, sop: Sop, step: Step, path: Path) -> Iterator[Finding]:
    """Every way back must lead to an earlier step, and a check must be able to return documents to the applicant."""
    if step.otherwise and not nature(step.kind).may_turn:
        what = f"langkah '{step.key}': kegiatan '{step.kind}' hanya bisa maju"
        yield source.finding((*path, "bila_tidak"), what, "hapus 'bila_tidak'")
    earlier = {before.key for before in sop.steps[: sop.position(step.key)]}
    for way in step.otherwise:
        if way.goes_back and way.to not in earlier:
            what = f"langkah '{step.key}' kembali ke '{way.to}' yang tidak ada sebelumnya"
            yield source.finding((*path, "bila_tidak"), what, f"pilih {', '.join(sorted(earlier)) or 'langkah lain'}")
    if step.kind is Kind.CHECK and not any(_to_applicant(sop, step)):
        what = f"langkah '{step.key}' memeriksa berkas tetapi tidak bisa mengembalikannya kepada pemohon"
        yield source.finding(path, what, f"tambahkan 'bila_tidak: kembali ke {sop.steps[0].key}'")


def _to_applicant(sop: Sop, step: Step) -> Iterator[bool]:
    keys = {s.key: s for s in sop.steps}
    return (way.to in keys and keys[way.to].kind is Kind.SUBMIT for way in step.otherwise if way.goes_back)


def _shape(source: Source, step: Step, path: Path) -> Iterator[Finding]:
    if step.time is None and step.kind not in (Kind.PAY, Kind.RESPOND, Kind.WAIT):
        remedy = "tambahkan misalnya 'waktu: 15 menit', atau 'waktu: tidak disebut' bila belum ditetapkan"
        yield source.finding(path, f"langkah '{step.key}' tidak punya waktu", remedy)
    if step.survey and step.kind is not Kind.HAND_OVER:
        yield source.finding((*path, "skm"), f"langkah '{step.key}': SKM diisi saat penyerahan", "pindahkan 'skm'")
    if step.skip_when and step.skip_when.text.strip() == "true":
        what = f"langkah '{step.key}' selalu dilewati, jadi tidak pernah dikerjakan"
        yield source.finding((*path, "lewati_bila"), what, "hapus langkahnya, atau tulis syaratnya")
    if step.skip_when and step.kind is Kind.SUBMIT:
        yield source.finding((*path, "lewati_bila"), "pengajuan tidak bisa dilewati", "hapus 'lewati_bila'")


def _papers(source: Source, definition: Definition, office: Office, step: Step, path: Path) -> Iterator[Finding]:
    if step.letter_text and step.letter_text not in definition.letters:
        what = f"langkah '{step.key}': naskah '{step.letter_text}' tidak ada"
        yield source.finding((*path, "naskah"), what, "tulis berkas itu di map layanan")
    if step.letter_text and step.kind is Kind.VISIT:
        what = f"langkah '{step.key}' sudah membuat berita acara, jadi naskah '{step.letter_text}' tidak akan dicetak"
        yield source.finding((*path, "naskah"), what, "pindahkan 'naskah' ke langkah sesudahnya, atau hapus")
    if step.letter_text and step.by_applicant:
        what = f"langkah '{step.key}' dikerjakan pemohon, jadi naskah '{step.letter_text}' tidak ada penanda tangannya"
        yield source.finding((*path, "naskah"), what, "pindahkan 'naskah' ke langkah petugas, atau hapus")
    if step.register_key and not step.letter_text:
        what = f"langkah '{step.key}' tidak membuat surat, jadi tidak ada yang dinomori"
        yield source.finding((*path, "buku_nomor"), what, "tulis 'naskah: ...', atau hapus 'buku_nomor'")
    if step.register_key and not office.register(step.register_key):
        what = f"langkah '{step.key}': buku nomor '{step.register_key}' tidak ada di kantor.yaml"
        yield source.finding((*path, "buku_nomor"), what, _ADD)


def _words_of_kinds(source: Source, definition: Definition, step: Step, path: Path) -> Iterator[Finding]:
    """Words that only some kinds of step understand must not stand at others."""
    wrong = (
        ("unggah", bool(step.upload) and step.kind is not Kind.RESPOND, Kind.RESPOND),
        ("pengumuman", bool(step.notice) and step.kind is not Kind.WAIT, Kind.WAIT),
    )
    for word, is_wrong, kind in wrong:
        if is_wrong:
            what = f"langkah '{step.key}': '{word}' hanya untuk 'kegiatan: {kind}'"
            yield source.finding((*path, word), what, f"hapus '{word}', atau ganti kegiatannya")
    if step.addressee and not step.letter_text:
        what = f"langkah '{step.key}' tidak membuat surat, jadi tidak ada yang dialamatkan"
        yield source.finding((*path, "kepada"), what, "tulis 'naskah: ...', atau hapus 'kepada'")
    if step.form and nature(step.kind).act not in _FILLED_IN:
        what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak mengisi apa pun"
        yield source.finding((*path, "formulir"), what, "pindahkan ke langkah yang memeriksa atau memutuskan")
    if step.kind is Kind.WAIT and (step.time is None or not step.time.is_said):
        what = f"langkah '{step.key}' menunggu, tetapi lamanya belum ditetapkan"
        yield source.finding((*path, "waktu"), what, "tulis waktunya, misalnya 14 hari kalender")
    if step.notice and step.notice not in definition.letters:
        yield source.finding(
            (*path, "pengumuman"), f"naskah '{step.notice}' tidak ada", "tulis berkas itu di map layanan"
        )


def _public(definition: Definition, step: Step) -> Iterator[Finding]:
    """Anybody can read a public notice: it must not print a number of a person or a birthday (UU 27/2022)."""
    text = definition.letters.get(step.notice)
    people = {f"isian.{q.key}" for q in definition.standard.form if q.kind is FieldKind.PERSON}
    if text is None:
        return
    for line, condition in text.places:
        for name in sorted(condition.names):
            if name in people or name.rpartition(".")[2] in _PRIVATE:
                what = f"pengumuman memuat data pribadi '{name}', padahal dibaca siapa saja"
                yield Finding(text.file, line, what, "sebut kegiatan dan tempatnya saja")


_PRIVATE = ("nik", "telepon", "tanggal_lahir", "tempat_lahir")
_FILLED_IN = ("check", "look_up", "review", "decide", "visit", "respond", "ask")


def _for_who_has_no_account(source: Source, sop: Sop, step: Step, path: Path) -> Iterator[Finding]:
    """Where the counter takes applications, it must also do the later steps of applicants who have no account."""
    if sop.steps[0].recorder and step.by_applicant and not step.recorder:
        what = f"langkah '{step.key}': pemohon yang mendaftar di loket tidak dapat melakukannya tanpa akun"
        yield source.finding((*path, "dicatat_oleh"), what, f"tambahkan 'dicatat_oleh: {sop.steps[0].recorder}'")
