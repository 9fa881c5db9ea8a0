"""Evidence of what the office did in the year: promises, letters, the survey, complaints, what was changed."""

from silastri.apps.anchors import queries as anchors
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases import across
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries as complaints
from silastri.apps.complaints.models import Complaint, MonthReport
from silastri.apps.consultations.models import Consultation
from silastri.apps.documents import queries as documents
from silastri.apps.improvements.models import Improvement
from silastri.apps.letters.models import Letter
from silastri.apps.measures import queries as measures
from silastri.apps.office_reports import counts
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices import queries as offices
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.measures import share
from silastri.domain.satisfaction.figures import comma
from silastri.journey.complaints.month_report import month_of

from .looked import Evidence, Looked, Paper, when


def promises(of: Looked) -> Evidence | None:
    sums = measures.of_services(of.office.pk, of.first, of.last)
    names = dict(catalog.all_services(of.office.pk).values_list("pk", "name"))
    rows: list[tuple[str, ...]] = [("Layanan", "Masuk", "Selesai", "Ditolak", "Janji jatuh tempo", "Ditepati")]
    for pk, one in sums.items():
        counted = (one.submitted, one.done, one.refused, one.promised, one.kept)
        rows.append((names[pk], *map(str, counted)))
    kept, promised = (sum(getattr(one, name) for one in sums.values()) for name in ("kept", "promised"))
    _, late = across.running_by_office(of.act.at).get(of.office.pk, (0, 0))
    said = f"Janji ditepati {share.said(kept, promised)} dari yang selesai ({kept} dari {promised})" if promised else ""
    if promised and late:
        said += f"; {late} belum selesai dan terlambat sekarang"
    return when(promised, said, table=tuple(rows))


def survey(of: Looked) -> Evidence | None:
    found = SurveyReport.objects.filter(office=of.office, until__range=(of.first, of.last), state="approved")
    rows = [("Mulai", "Sampai", "Jawaban", "IKM", "Mutu")]
    for one in found.order_by("since"):
        whole = one.figures["all"]
        days = (one.since.isoformat(), one.until.isoformat(), str(one.figures["responses"]))
        rows.append((*days, comma(whole["index"]), whole["grade"]))
    return when(len(rows) > 1, f"{len(rows) - 1} laporan SKM ditetapkan", ("survey_reports",), table=tuple(rows))


def month_reports(of: Looked) -> Evidence | None:
    found = list(MonthReport.objects.filter(office=of.office, year=of.year, state="signed").order_by("month"))
    papers = tuple(
        Paper(f"laporan-pengaduan-{one.month:02}.pdf", lambda one=one: documents.content(one.sha256))  # type: ignore[misc]
        for one in found
    )
    months = ", ".join(month_of(one).name.split()[0] for one in found)
    wanted = max(1, _months(of))
    said = f"Laporan pengaduan {len(found)} dari {wanted} bulan ditandatangani: {months}"
    return when(len(found) >= wanted, said, ("month_reports",), papers)


def _months(of: Looked) -> int:
    """How many months of the year have ended in which the office had services here."""
    began, today = catalog.first_published(of.office.pk), offices.today(of.office, of.act.at)
    if began is None or of.first > today:
        return 0
    first = max(of.first, offices.working_time(of.office).day(began))
    last = 12 if today > of.last else today.month - 1
    return max(0, last - first.month + 1) if first.year == of.year else 0


def complaints_settled(of: Looked) -> Evidence | None:
    found = complaints.settled_share(of.office.pk, of.year)
    said = f"{found.settled} dari {found.received} pengaduan selesai ({comma(found.percent or '0')}%)"
    return when(found.received and found.is_enough, said, ("complaint_book",))


def complaint_ways(of: Looked) -> Evidence | None:
    counted = counts.complaints(of.office.pk, **of.days)
    ways = Complaint.objects.filter(office=of.office, year=of.year).values_list("channel", flat=True).distinct()
    names = dict(Complaint.Channel.choices)
    said = ", ".join(sorted(str(names[one]) for one in ways))
    return when(counted["received"], f"{counted['received']} pengaduan diterima lewat {said}", ("complaints",))


def improvements(of: Looked) -> Evidence | None:
    done = Improvement.objects.filter(office=of.office, state="done", ended_on__range=(of.first, of.last))
    rows = [("Perbaikan", "Jabatan", "Selesai", "Bukti")]
    for one in done.select_related("file").order_by("ended_on"):
        rows.append((one.what, offices.title(of.office, one.post), str(one.ended_on), one.evidence))
    papers = tuple(
        Paper(f"perbaikan-{one.pk}.pdf", lambda one=one: documents.content(one.file.sha256))  # type: ignore[misc]
        for one in done
        if one.file
    )
    return when(done, f"{len(rows) - 1} perbaikan selesai dengan bukti", ("improvements",), papers, tuple(rows))


def letters(of: Looked) -> Evidence | None:
    found = counts.letters(of.office.pk, of.first, of.last)
    signed = Letter.objects.filter(office=of.office, on__range=(of.first, of.last), state="signed", mode="elektronik")
    count = found.count()
    return when(count, f"{count} surat terbit, {signed.count()} bertanda tangan elektronik", ("ledger",))


def by_internet(of: Looked) -> Evidence | None:
    mine = Case.objects.filter(office=of.office, submitted_at__gte=of.days["since"], submitted_at__lt=of.days["until"])
    count, whole = mine.exclude(via="counter").count(), mine.count()
    return when(count, f"{count} dari {whole} permohonan lewat internet", ("desk_register",))


def office_reports(of: Looked) -> Evidence | None:
    found = list(OfficeReport.objects.filter(office=of.office, until__range=(of.first, of.last), state="signed"))
    papers = tuple(
        Paper(f"laporan-{one.kind}-{one.since}.pdf", lambda one=one: documents.content(one.sha256))  # type: ignore[misc]
        for one in found
    )
    return when(found, f"{len(found)} laporan kantor ditandatangani", ("office_reports",), papers)


def trail(of: Looked) -> Evidence | None:
    days = of.days
    looks = LogEntry.objects.filter(office_id=of.office.pk, at__gte=days["since"], at__lt=days["until"]).count()
    sealed = anchors.last()
    said = f"{looks} catatan akses" + ("; segel harian dibuat" if sealed else "; segel harian belum dibuat")
    return when(looks, said)


def consultations(of: Looked) -> Evidence | None:
    days = of.days
    found = Consultation.objects.filter(office=of.office, at__gte=days["since"], at__lt=days["until"]).count()
    return when(found, f"{found} konsultasi dicatat", ("consultations",))
