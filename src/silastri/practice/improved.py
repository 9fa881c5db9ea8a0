"""What an office of the demo did with its survey: a report of the last half year, and what was improved."""

from datetime import datetime, timedelta

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.domain.act import Act, Actor
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import before, quarters
from silastri.journey.improvements import end
from silastri.journey.improvements.plan import plan
from silastri.journey.surveys import report as reports

_WHAT = {
    "u1": "Daftar syarat ditulis ulang dengan kata yang biasa dipakai",
    "u2": "Alur layanan dipasang di ruang tunggu dan di halaman layanan",
    "u3": "Loket kedua dibuka pada jam ramai, Senin dan Kamis",
    "u4": "Tarif Rp0 dipasang di setiap loket",
    "u5": "Contoh surat yang terbit dipasang di ruang tunggu",
    "u6": "Petugas loket berlatih sebulan sekali",
    "u7": "Petugas loket saling mengamati dan memberi masukan",
    "u8": "Setiap pengaduan dijawab lewat jalur yang sama dalam tiga hari kerja",
    "u9": "Kursi di ruang tunggu ditambah dan papan petunjuk diperbaiki",
}
_DONE = "Sudah berjalan sejak bulan lalu. Jadwal dan fotonya ada di papan pengumuman."


def improve(office: Office, at: datetime) -> None:
    """The report of the half year that ended last is approved some weeks after its end; that of the quarter that ended
    after it is a draft."""
    today, first = offices.today(office, at), first_post(office)
    half, quarter = before(Period(today.year, "s", (today.month - 1) // 6 + 1)), before(quarters(today, 1)[0])
    if not surveys.sums(office.pk, half.since, half.until).responses:
        return
    then = min(offices.working_time(office).begins(half.until) + timedelta(days=21, hours=10), at)
    _report(office, half, then, at)
    manager = act_of(office, first, at)
    if quarter.until > half.until:
        reports.draft(manager, quarter.key)
    plan(
        manager,
        what="Formulir diperiksa lagi: yang sudah ada di data kita tidak ditanyakan lagi",
        post=first,
        due_on=today + timedelta(days=45),
        is_public=True,
    )


def _report(office: Office, half: Period, then: datetime, at: datetime) -> None:
    """Three improvements are planned: the first is done, the third is late some months afterwards."""
    post = first_post(office)
    manager, report = act_of(office, post, then), reports.draft(act_of(office, post, then), half.key)
    due = [quarter.until for quarter in quarters(offices.today(office, then), 2)]
    days = (due[0], due[1], due[0])
    for element, until in zip(report.figures["lowest"], days, strict=True):
        made = reports.add_plan(
            manager, half.key, element=element, what=_WHAT[element], post=post, due_on=until, is_public=True
        )
        if element == report.figures["lowest"][0]:
            done_by = act_of(office, post, min(then + timedelta(days=40), at))
            end.done(done_by, pk=made.pk, evidence=_DONE)
    head = act_of(office, offices.definition(office).head.key, then)
    reports.approve(head, half.key, reports.mark(report))


def first_post(office: Office) -> str:
    """The post whose holder manages the office of the demo."""
    return offices.definition(office).posts[0].key


def act_of(office: Office, post: str, at: datetime) -> Act:
    person = offices.holders(office, post, offices.today(office, at))[0]
    desk = next(one for one in offices.desks(person.pk, at) if one.office.pk == office.pk)
    return Act(Actor(person.pk, person.name, office.pk, desk.posts, desk.signs_for), at, "web")
