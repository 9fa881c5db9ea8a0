"""Finds letters."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet
from django.db.models.functions import Upper

from silastri.apps.cases.models import Case
from silastri.apps.statements.made import Lookup, Slot
from silastri.domain.case import keys

from .models import HandOver, Letter, Register, SigningAttempt


def of_case(case: Case) -> list[Letter]:
    """The letters of the case without void ones, products first."""
    return sorted(_of_case.all(case.pk), key=lambda letter: (keys.is_of_step(letter.key), letter.pk))


_of_case = Lookup(lambda case: Letter.objects.filter(case_id=case).exclude(state=Letter.State.VOID))


def products(case: Case) -> list[Letter]:
    """The products of the case, without the papers of its steps."""
    return [letter for letter in of_case(case) if letter.mode != Letter.Mode.NONE]


def products_of(cases: Iterable[Case]) -> dict[int, list[Letter]]:
    """The products of several cases, by case."""
    found: dict[int, list[Letter]] = {case.pk: [] for case in cases}
    kept = Letter.objects.filter(case__in=found).exclude(state=Letter.State.VOID).exclude(mode=Letter.Mode.NONE)
    for letter in kept.order_by("pk"):
        found[letter.case_id].append(letter)
    return found


def last_numbers(office_id: int, year: int) -> dict[str, int]:
    """The last number that was drawn in that year from each register of the office, by its key."""
    return {register.key: register.last for register in _registers.all(office_id, year)}


_registers = Lookup(lambda office, year: Register.objects.filter(office_id=office, year=year))


def held_by_name(cases: Iterable[Case]) -> set[tuple[int, str]]:
    """Of several cases of an office, the service and holder's name of those for whom another case has a letter in force
    or to come into force: somebody may have applied twice, or two people bear one name."""
    cases = list(cases)
    found = Letter.objects.filter(office__in={case.office_id for case in cases}, state=Letter.State.SIGNED)
    found = found.filter(holder_name__in={case.holder_name for case in cases} - {""}, replaced_by__isnull=True)
    found = found.filter(revoked_from__isnull=True).exclude(key=keys.REFUSAL).exclude(case__in=cases)
    return set(found.values_list("case__service_id", "holder_name"))


def letter(case: Case, key: str) -> Letter | None:
    return Letter.objects.filter(case=case, key=key).exclude(state=Letter.State.VOID).first()


def in_doubt(office_id: Any = None, *, at: Any) -> QuerySet[Letter]:
    """The letters that may be signed or not: the answer was lost, or the process that waited for it died."""
    lost = Q(state=Letter.State.UNKNOWN) | Q(state=Letter.State.SIGNING, signing_until__lt=at)
    found = Letter.objects.filter(lost, state__in=(Letter.State.UNKNOWN, Letter.State.SIGNING))  # is in an index
    found = found.select_related("case__service", "office").defer("case__answers", "case__notes")
    return (found if office_id is None else found.filter(office_id=office_id)).order_by(
        "made_at", "pk"
    )  # SQLite would read all for the first by pk


def first_in_doubt(office_id: int, *, at: datetime) -> list[Letter]:
    """The first of them in an office."""
    return _first_in_doubt.all(office_id, at)


_first_in_doubt = Lookup(lambda office, at: in_doubt(office, at=at)[:5], Slot(0), Slot(1, DateTimeField()))


def undrawn(office_id: int | None, *, before: datetime) -> QuerySet[Letter]:
    """Papers that were made and have no file yet."""
    found = Letter.objects.filter(state=Letter.State.ISSUED, sha256="", made_at__lt=before)
    found = found.select_related("case__service", "case__office", "case__applicant")
    return (found if office_id is None else found.filter(office_id=office_id)).order_by("pk")


def last_attempt(letter: Letter) -> SigningAttempt | None:
    return SigningAttempt.objects.filter(letter=letter).order_by("-pk").first()


def signature(letter: Letter, asked_at: datetime) -> SigningAttempt | None:
    """The signature that was made at the request of that moment and written down, if it was."""
    made = SigningAttempt.objects.filter(letter=letter, asked_at=asked_at, state=SigningAttempt.State.SIGNED)
    return made.order_by("-pk").first()


def attempts(letter: Letter) -> list[SigningAttempt]:
    return list(SigningAttempt.objects.filter(letter=letter).select_related("person").order_by("pk"))


def signer_away_since(office_id: int, at: datetime) -> datetime | None:
    """Since when this office cannot reach the signer; None if the signer answered last, or the outage is long ago."""
    recent = SigningAttempt.objects.filter(letter__office_id=office_id, at__gt=at - _AWAY_LASTS, at__lte=at)
    since = None
    for state, moment in recent.order_by("-pk").values_list("state", "at")[:50]:
        if state != SigningAttempt.State.AWAY:
            break
        since = moment
    return since


_AWAY_LASTS = timedelta(hours=2)  # an outage without further failures for so long counts as over


def by_code(code: str) -> Letter | None:
    """A letter as the public may see it, by the code in its QR; only if it is signed and numbered."""
    return _by_code(code)


def _public(code: Any) -> QuerySet[Letter]:
    found = Letter.objects.filter(code=code, state=Letter.State.SIGNED).exclude(number="")
    found = found.select_related("office", "case__service", "replaced_by")
    return found.defer("office__definition", "case__notes")


_by_code = Lookup(_public)


def by_number(number: str) -> list[Letter]:
    """The letters with that number as the public may see them, the latest first: offices and years may share one."""
    found = Letter.objects.alias(as_typed=Upper("number")).filter(as_typed=number.upper(), state=Letter.State.SIGNED)
    return list(
        found.exclude(number="").select_related("office", "replaced_by").defer("office__definition").order_by("-on")[:5]
    )


def by_hash(sha256: str) -> Letter | None:
    return Letter.objects.filter(sha256=sha256, state=Letter.State.SIGNED).exclude(number="").first()


def of_office(office_id: int, services: Collection[int], words: str = "") -> QuerySet[Letter]:
    found = Letter.objects.filter(office_id=office_id, case__service__in=services).select_related(
        "case", "case__service"
    )
    for word in words.split():
        found = found.filter(number__icontains=word) | found.filter(holder_name__icontains=word)
    return found.defer("case__answers", "case__notes")


def numbered(office_id: int, typed: str) -> QuerySet[Letter]:
    """The letters of an office with that in their number; the digits in it are looked for in the registers."""
    places = {int(digits) for digits in re.findall(r"[0-9]+", typed) if len(digits) < 10}
    typed = re.sub(r"\s+", "", typed)
    return Letter.objects.filter(register__office_id=office_id, sequence__in=places, number__icontains=typed)


def case_of(code: str, *, office: int) -> str | None:
    """The number of the case that a letter of the office belongs to."""
    return Letter.objects.filter(code=code, office_id=office).values_list("case__ref", flat=True).first()


def at_desk(code: str, *, office: int) -> Letter | None:
    """A letter of the office by its code, in any state."""
    found = Letter.objects.filter(code=code, office_id=office)
    return found.select_related("office", "case__service", "case__applicant", "replaced_by").first()


def fetched(office_id: int, services: Collection[int], since: datetime, until: datetime) -> QuerySet[HandOver]:
    """The hand-overs from ``since`` on and before ``until`` of cases that were not registered at the counter in those
    days: who came once is in the guest book once."""
    found = HandOver.objects.filter(case__office_id=office_id, case__service__in=services, at__gte=since, at__lt=until)
    found = found.exclude(case__via="counter", case__created_at__gte=since)
    return found.select_related("case__service").defer("case__answers").order_by("at")


def hand_over(case: Case) -> HandOver | None:
    return _hand_over(case.pk)


def _last_hand_over(case: Any) -> QuerySet[HandOver]:
    found = HandOver.objects.filter(case_id=case).select_related("by", "proof_file", "receipt", "signature")
    return found.order_by("-at", "-pk")[:1]


_hand_over = Lookup(_last_hand_over)


def held_by(
    person_id: int, *, on: date, office_id: int | None = None, services: Iterable[str] | None = None
) -> QuerySet[Letter]:
    """The letters for which a person applied that were neither revoked by that day nor replaced. They may have ended:
    that is for the caller to check."""
    found = _standing().filter(case__applicant_id=person_id).exclude(revoked_from__lte=on)
    if office_id is not None:
        found = found.filter(office_id=office_id)
    if services is not None:
        found = found.filter(case__service__slug__in=list(services))
    return found.order_by("-on", "-pk")


def of_applicant(person_id: int) -> QuerySet[Letter]:
    """The signed and numbered letters for which a person applied, whatever happened to them since, without refusals."""
    found = Letter.objects.filter(case__applicant_id=person_id, state=Letter.State.SIGNED).exclude(key=keys.REFUSAL)
    return (
        found.exclude(number="")
        .select_related("office", "case__service", "case__applicant", "replaced_by")
        .defer("office__definition", "case__answers", "case__notes")
        .order_by("-on", "-pk")
    )


def of_holder(person_id: int, *, code: str) -> Letter | None:
    """A letter for which this person applied, by its code, whatever happened to it since."""
    return Letter.objects.filter(case__applicant_id=person_id, code=code).first()


def that_end(office_id: int, service_id: int, *, key: str, since: date, until: date) -> QuerySet[Letter]:
    """The letters of a product whose last day is among those days, without those revoked or replaced."""
    within = _standing().filter(office_id=office_id, case__service_id=service_id, key=key, revoked_from__isnull=True)
    return within.filter(valid_until__range=(since, until)).order_by("valid_until", "pk")


def _standing() -> QuerySet[Letter]:
    found = Letter.objects.filter(state=Letter.State.SIGNED, replaced_by__isnull=True).exclude(number="")
    return (
        found.exclude(mode=Letter.Mode.NONE)
        .select_related("office", "case__service", "case__applicant")
        .defer("office__definition", "case__answers", "case__notes")
    )
