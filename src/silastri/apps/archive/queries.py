"""Finds records, what is due, what is on lists, and what is not in the archive yet. Always within one office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.documents.models import StoredFile
from silastri.apps.duties.models import Doing
from silastri.apps.letters.models import HandOver, Letter
from silastri.apps.opinions.models import Opinion
from silastri.apps.payments.models import Payment
from silastri.domain.case.workflow import State
from silastri.domain.definition.archive import Fate
from silastri.domain.definition.letter_text import long_date
from silastri.domain.refusal import NotThere
from silastri.domain.search import Phrase

from . import search
from .models import ArchivedFile, Disposal, Item, Record

ENDED = (State.DONE, State.REFUSED, State.WITHDRAWN, State.REFERRED)
_YEAR, _DAY = timedelta(days=365), timedelta(days=1)


def record(pk: int, *, office: int, lock: bool = False) -> Record:
    """Raises NotThere."""
    found = _read(Record.objects.filter(pk=pk, office_id=office))
    one = (found.select_for_update(of=("self",)) if lock else found).first()
    if one is None:
        raise NotThere("Arsip ini tidak ada.")
    return one


def _read(found: QuerySet[Record]) -> QuerySet[Record]:
    return found.select_related("office", "letter", "case__service").defer(
        "office__definition", "case__answers", "case__notes"
    )


def found(wanted: Sequence[Phrase], within: search.Within, *, start: int, most: int) -> list[Record]:
    """The records with those words, the best first; without words all records, the newest first."""
    if not wanted:
        return list(_listed(within)[start : start + most])
    order = search.find(wanted, within, start=start, most=most)
    records = {record.pk: record for record in _read(Record.objects.filter(pk__in=order))}
    return [records[pk] for pk in order if pk in records]


def _listed(within: search.Within) -> QuerySet[Record]:
    records = _read(Record.objects.filter(office_id=within.office).defer("text")).order_by("-on", "-id")
    if within.year:
        records = records.filter(on__range=(date(within.year, 1, 1), date(within.year, 12, 31)))
    if within.code:
        records = records.filter(Q(code=within.code) | Q(code__startswith=f"{within.code}."))
    if within.service:
        records = records.filter(case__service_id=within.service)
    return records.filter(state=within.state) if within.state else records


def years(office_id: int) -> list[int]:
    return [day.year for day in Record.objects.filter(office_id=office_id).dates("on", "year", order="DESC")]


# What is due


def due(office_id: int, what: str, today: date) -> QuerySet[Record]:
    """The records that ``Record.due`` names so, the longest due first."""
    mine = _read(Record.objects.filter(office_id=office_id).defer("text"))
    if what == Disposal.Kind.MOVE:
        return mine.filter(state=Record.State.ACTIVE, active_until__lt=today).order_by("active_until", "id")
    fate = {"destroy": Record.Fate.DESTROY, "hand_over": Record.Fate.PERMANENT, "appraise": Record.Fate.APPRAISE}[what]
    over = mine.filter(state=Record.State.INACTIVE, inactive_until__lt=today, fate=fate)
    return (over if what == "appraise" else over.filter(held="")).order_by("inactive_until", "id")


@dataclass(frozen=True)
class Counts:
    """How many records of an office wait for something."""

    move: int
    destroy: int
    hand_over: int
    appraise: int
    open_lists: int
    damaged: int
    without_retention: int


def counts(office_id: int, today: date) -> Counts:
    return Counts(
        **{what: due(office_id, what, today).count() for what in ("move", "destroy", "hand_over", "appraise")},
        open_lists=Disposal.objects.filter(office_id=office_id, state__in=["proposed", "approved"]).count(),
        damaged=damaged(office_id).count(),
        without_retention=without_retention(office_id).count(),
    )


def without_retention(office_id: int) -> QuerySet[Record]:
    records = Record.objects.filter(office_id=office_id, active_until__isnull=True, state=Record.State.ACTIVE)
    return _read(records.defer("text")).order_by("-id")


def damaged(office_id: int) -> QuerySet[ArchivedFile]:
    found = ArchivedFile.objects.filter(record__office_id=office_id, destroyed_at__isnull=True).exclude(finding="")
    return found.select_related("record__letter", "record__case__service").order_by("-checked_at")


# Lists


def disposals(office_id: int) -> QuerySet[Disposal]:
    rows = Count("items", filter=Q(items__taken_off=""))
    found = Disposal.objects.filter(office_id=office_id).select_related("proposed_by").annotate(rows=rows)
    return found.order_by("-proposed_at", "-id")


def disposal(pk: int, *, office: int, lock: bool = False) -> Disposal:
    """Raises NotThere."""
    found = Disposal.objects.filter(pk=pk, office_id=office)
    found = found.select_for_update() if lock else found.select_related("proposed_by", "decided_by", "done_by")
    one = found.first()
    if one is None:
        raise NotThere("Daftar arsip ini tidak ada.")
    return one


def items(disposal: Disposal) -> list[Item]:
    """The items of a list; those that were taken off it come last."""
    found = Item.objects.filter(disposal=disposal).select_related("record__letter", "record__case__service")
    found = found.defer("record__text", "record__case__answers", "record__case__notes")
    return sorted(found.order_by("pk"), key=lambda item: bool(item.taken_off))


def records_of(disposal: Disposal, *, lock: bool = False) -> list[Record]:
    """The records still on the list; with ``lock`` nobody can change them or the list until the transaction ends."""
    if lock:
        locked = Record.objects.filter(items__disposal=disposal, items__taken_off="").order_by("pk").only("pk")
        list(locked.select_for_update(of=("self",)))
    found = _read(Record.objects.filter(items__disposal=disposal, items__taken_off="").defer("text"))
    return list(found.annotate(count=Count("files"), size=Sum("files__size")).order_by("items__pk"))


def lists_of(record: Record) -> list[Item]:
    found = Item.objects.filter(record=record).select_related(
        "disposal__proposed_by", "disposal__decided_by", "disposal__done_by"
    )
    return list(found.order_by("-pk"))


# Files


def files(record: Record) -> list[ArchivedFile]:
    return list(ArchivedFile.objects.filter(record=record).order_by("pk"))


def file(record: Record, pk: int) -> ArchivedFile:
    """Raises NotThere."""
    found = ArchivedFile.objects.filter(record=record, pk=pk).first()
    if found is None:
        raise NotThere("Berkas ini tidak ada di arsip itu.")
    return found


def files_of(disposal: Disposal) -> list[ArchivedFile]:
    found = ArchivedFile.objects.filter(record__items__disposal=disposal, record__items__taken_off="")
    return list(found.order_by("record_id", "pk"))


_AFTER = {Fate.DESTROY: "lalu dimusnahkan", Fate.PERMANENT: "lalu disimpan di lembaga kearsipan daerah"}


def kept_until(cases: Collection[int], today: date) -> dict[int, str]:
    """Until when the records of these cases are kept, in words; only of those that are in the archive."""
    found = Record.objects.filter(case__in=cases, kind=Record.Kind.CASE).exclude(inactive_until=None)
    return {
        case: f"sampai {long_date(day)}, {_AFTER.get(Fate(fate), 'lalu dinilai lagi')}"
        if day >= today
        else f"masa simpannya berakhir {long_date(day)}, menunggu pemeriksaan arsiparis"
        for case, day, fate in found.values_list("case", "inactive_until", "fate")
        if day
    }


def is_needed(sha256: str) -> bool:
    """Whether anything else that is not destroyed has those bytes: a record, a letter, a document, a berita acara."""
    archived = ArchivedFile.objects.filter(sha256=sha256)
    gone = archived.filter(destroyed_at__isnull=False)
    letters, stored = gone.filter(letter__isnull=False), gone.filter(stored__isnull=False)
    return (
        archived.filter(destroyed_at__isnull=True).exists()
        or Letter.objects.filter(sha256=sha256).exclude(pk__in=letters.values("letter")).exists()
        or StoredFile.objects.filter(sha256=sha256).exclude(pk__in=stored.values("stored")).exists()
        or Disposal.objects.filter(sha256=sha256).exists()
    )


def to_read_again(office_id: int | None, at: datetime, *, most: int) -> list[ArchivedFile]:
    """Each file is read once a year, a damaged one once a day."""
    old = Q(finding="", checked_at__lt=at - _YEAR) | (~Q(finding="") & Q(checked_at__lt=at - _DAY))
    found = ArchivedFile.objects.filter(old, destroyed_at__isnull=True).select_related("record")
    found = found if office_id is None else found.filter(record__office_id=office_id)
    return list(found.order_by("checked_at")[:most])


# What is not in the archive yet


def letters_to_file(office_id: int | None) -> QuerySet[Letter]:
    """Numbered letters whose file, as it is now, the archive does not have."""
    known = ArchivedFile.objects.filter(letter=OuterRef("pk"), sha256=OuterRef("sha256"))
    found = Letter.objects.exclude(sha256="").exclude(number="").filter(~Exists(known)).order_by("pk")
    return found if office_id is None else found.filter(office_id=office_id)


def cases_to_file(office_id: int | None) -> QuerySet[Case]:
    """Cases that ended and have no record, or a file that came later, for a duty of their letters.

    One whose paper is still to be drawn waits for it.
    """
    known = Record.objects.filter(case=OuterRef("pk"), kind=Record.Kind.CASE)
    came = Doing.objects.filter(duty__case=OuterRef("pk"), file__isnull=False, file__archivedfile__isnull=True)
    undrawn = Letter.objects.filter(case=OuterRef("pk"), state=Letter.State.ISSUED, sha256="")
    found = Case.objects.filter(~Exists(known) | Exists(came), ~Exists(undrawn), state__in=ENDED).order_by("pk")
    return found if office_id is None else found.filter(office_id=office_id)


def case_record(case: Case) -> Record | None:
    return Record.objects.filter(case=case, kind=Record.Kind.CASE).first()


def unnumbered(case: Case) -> list[Letter]:
    """Papers of steps without a number, such as minutes; also those replaced by a newer one."""
    return list(Letter.objects.filter(case=case, number="").exclude(sha256="").order_by("pk"))


def documents(case: Case) -> list[tuple[str, StoredFile]]:
    """Everything that was stored for a case, each with its key or name."""
    documents = CaseDocument.objects.filter(case=case).select_related("file").order_by("pk")
    doings = Doing.objects.filter(duty__case=case).select_related("file", "duty")
    opinions = Opinion.objects.filter(case=case).select_related("file")
    payments = Payment.objects.filter(bill__case=case).select_related("proof")
    hand_overs = list(HandOver.objects.filter(case=case).select_related("proof_file", "receipt", "signature"))
    found = [
        *((paper.key, paper.file) for paper in documents),
        *((f"Pendapat {opinion.by_post or opinion.by}".strip(), opinion.file) for opinion in opinions),
        *(("Bukti pembayaran", payment.proof) for payment in payments),
        *(("Bukti penerima surat", one.proof_file) for one in hand_overs),
        *(("Tanda terima surat", one.receipt) for one in hand_overs),
        *(("Tanda tangan penerima surat", one.signature) for one in hand_overs),
        *((doing.duty.label, doing.file) for doing in doings),
    ]
    return [(name, file) for name, file in found if file is not None]


def filed_papers(record: Record) -> set[int]:
    """The stored files of the record."""
    kept = ArchivedFile.objects.filter(record=record, stored__isnull=False)
    return {pk for pk in kept.values_list("stored_id", flat=True) if pk}


def last_day(case: Case) -> date | None:
    """The last day on which a letter of the case is in force; None when none of them ends."""
    ends = Letter.objects.filter(case=case, valid_until__isnull=False)
    return ends.order_by("-valid_until").values_list("valid_until", flat=True).first()


def to_schedule(office_id: int, definition_hash: str, *, most: int) -> list[Record]:
    """Records whose retention was worked out from another definition of the office than the one in force."""
    states = [Record.State.ACTIVE, Record.State.INACTIVE, Record.State.LISTED]
    found = Record.objects.filter(office_id=office_id, state__in=states, appraised=False)
    return list(_read(found.exclude(schedule=definition_hash).defer("text")).order_by("pk")[:most])
