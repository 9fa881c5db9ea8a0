"""Checks the services of an office together: a letter that one service asks for must come out of another."""

from collections.abc import Iterator, Mapping

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.source import Finding

_MEND = "tambahkan 'bila', 'wajib: tidak' atau 'boleh_kertas: ya', atau sebut layanan lain di 'dari'"


def check_letters(reading: Reading, services: Mapping[str, Definition]) -> Iterator[Finding]:
    """``services`` are all services of the office by address, with the one that is being checked."""
    if reading.definition is None:
        return
    possible = _possible(services)
    for n, question in enumerate(reading.definition.standard.form):
        if needs_a_letter(question) and not possible & set(question.services):
            what = f"surat untuk isian '{question.key}' tidak akan pernah ada: layanannya tidak menerbitkan surat,"
            what += " atau saling menunggu"
            yield reading.standard.finding(("formulir", n, "dari"), what, _MEND)
        if question.kind is FieldKind.LETTER:
            yield from _which(reading, services, question, n)


def _which(reading: Reading, services: Mapping[str, Definition], question: Question, n: int) -> Iterator[Finding]:
    """The letters that a question names must be letters of the services from which it takes them."""
    named = [services[slug] for slug in question.services or (reading.slug,) if slug in services]
    offered = sorted({product.key for found in named for product in found.standard.products if product.is_signed})
    for key in question.letters:
        if named and key not in offered:
            what = f"isian '{question.key}' meminta surat '{key}' yang tidak diterbitkan layanannya"
            yield reading.standard.finding(("formulir", n, "surat"), what, f"pilih {', '.join(offered)}")
    if question.services and not question.letters and len(offered) > len(named):
        what = f"isian '{question.key}' menawarkan semua surat layanan itu: {', '.join(offered)}"
        remedy = "tulis 'surat: <kunci>' bila hanya sebagian"
        yield reading.standard.finding(("formulir", n), what, remedy, mild=True)


def needs_a_letter(question: Question) -> bool:
    """Whether every applicant needs a letter of a service that the question names."""
    is_asked = question.kind is FieldKind.LETTER and question.required and question.when is None
    return is_asked and bool(question.services) and not question.may_be_paper


def _possible(services: Mapping[str, Definition]) -> set[str]:
    """The services that somebody can apply for: first those that need no letter, then those whose letter these give."""
    signing = {slug: found for slug, found in services.items() if any(p.is_signed for p in found.standard.products)}
    possible: set[str] = set()
    while True:
        more = {slug for slug, found in signing.items() if _can_begin(found, possible)}
        if more == possible:
            return possible
        possible = more


def _can_begin(definition: Definition, possible: set[str]) -> bool:
    return all(possible & set(q.services) for q in definition.standard.form if needs_a_letter(q))
