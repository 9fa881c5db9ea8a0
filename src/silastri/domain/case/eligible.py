"""Whether an application may be handed in: its answers lead to just one path, and every term of the standard holds."""

from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.paths import Term
from silastri.domain.definition.standard import Standard

from .facts import Facts, fitting

HISTORY: Facts = {"berjalan": 0, "selesai": 0, "selesai_tahun_ini": 0}  # the applicant's earlier cases of this service


def asks_history(standard: Standard) -> bool:
    return any(name.startswith("riwayat.") for term in standard.terms for name in term.when.names)


def unmet(standard: Standard, facts: Facts) -> list[str]:
    """A sentence for the applicant for each condition that the application does not meet."""
    return _path(standard, facts) + [term.sentence for term in standard.terms if not _met(term, facts)]


def _path(standard: Standard, facts: Facts) -> list[str]:
    fit = fitting(standard, facts)
    if not standard.paths or len(fit) == 1:
        return []
    if fit:
        names = " dan ".join(path.label for path in fit)
        return [f"Jawaban Anda cocok dengan lebih dari satu jalur: {names}. Hubungi kantor."]
    names = ", ".join(path.label for path in standard.paths)
    return [f"Jawaban Anda tidak cocok dengan jalur mana pun ({names}). Periksa jawaban, atau hubungi kantor."]


def _met(term: Term, facts: Facts) -> bool:
    """Whether the term holds. A term that the answers do not let us work out does not hold."""
    if term.paths and facts["jalur"]["kunci"] not in term.paths:
        return True
    try:
        return term.when.holds(facts)
    except ConditionFailed:
        return False
