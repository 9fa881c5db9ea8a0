"""Checks the ways out that neither go back nor refuse, and the time limits with their consequence."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.exits import Lead, Limit
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import Kind

_AGAIN = (Kind.VISIT, Kind.VERIFY, Kind.REVIEW, Kind.FORWARD)
_REFER = (*_AGAIN, Kind.LOOK_UP, Kind.APPROVE, Kind.INITIAL)
# Time alone cannot pass these steps: nothing would have been handed in, paid, signed or handed over.
_NEEDED = (Kind.SUBMIT, Kind.CHECK, Kind.PAY, Kind.REFUND, Kind.NUMBER, Kind.SIGN, Kind.PRINT, Kind.HAND_OVER)


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    sop, source = definition.sop, reading.sop
    for n, step in enumerate(sop.steps):
        path: Path = ("langkah", n)
        yield from _ways(source, sop, step, (*path, "bila_tidak"))
        if step.limit:
            yield from _limit(source, office, sop, step, step.limit, (*path, "batas"))
    used = {way.to for step in sop.steps for way in step.otherwise if way.lead is Lead.REFER}
    for n, referral in enumerate(sop.referrals):
        if referral.key not in used:
            what = f"rujukan '{referral.key}' tidak dipakai"
            yield source.finding(
                ("rujukan", n), what, f"tulis 'alihkan ke {referral.key}' pada sebuah langkah", mild=True
            )


def _ways(source: Source, sop: Sop, step: Step, path: Path) -> Iterator[Finding]:
    codes = [way.code for way in step.otherwise]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield source.finding(path, f"langkah '{step.key}' menulis '{code}' dua kali", "hapus salah satu")
    for way in step.otherwise:
        if way.lead is Lead.AGAIN and step.kind not in _AGAIN:
            what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak bisa diulangi"
            yield source.finding(path, what, f"hanya {', '.join(_AGAIN)}; atau tulis 'kembali ke <langkah>'")
        if way.lead is Lead.REFER and step.kind not in _REFER:
            what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak bisa mengalihkan"
            yield source.finding(path, what, f"alihkan pada langkah {', '.join(_REFER)}")
        if way.lead is Lead.REFER and sop.referral(way.to) is None:
            known = ", ".join(one.key for one in sop.referrals) or "belum ada"
            what = f"langkah '{step.key}' mengalihkan ke '{way.to}' yang tidak ada di 'rujukan'"
            yield source.finding(path, what, f"tulis di 'rujukan:' pada sop.yaml; yang ada: {known}")


def _limit(source: Source, office: Office, sop: Sop, step: Step, limit: Limit, path: Path) -> Iterator[Finding]:
    if not office.post(limit.by):
        what = f"jabatan '{limit.by}' tidak ada di kantor.yaml"
        yield source.finding((*path, "oleh"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if not limit.time.is_said or (limit.remind and not limit.remind.is_said):
        yield source.finding(path, f"batas langkah '{step.key}' belum ditetapkan", "tulis waktunya, atau hapus 'batas'")
    then = limit.then
    earlier = {before.key for before in sop.steps[: sop.position(step.key)]}
    if then.lead is Lead.ONWARD and step.kind in _NEEDED:
        what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak bisa dilanjutkan karena waktu saja"
        yield source.finding((*path, "akibat"), what, "pilih gugur, tolak, atau kembali ke <langkah>")
    if then.goes_back and then.to not in earlier:
        what = f"batas langkah '{step.key}' kembali ke '{then.to}' yang tidak ada sebelumnya"
        yield source.finding((*path, "akibat"), what, f"pilih {', '.join(sorted(earlier)) or 'gugur atau tolak'}")
    if then.lead in (Lead.AGAIN, Lead.REFER):
        yield source.finding((*path, "akibat"), "bukan akibat lewat batas", "pilih gugur, tolak, lanjut, atau kembali")
