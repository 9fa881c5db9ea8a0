"""How a definition speaks to citizens, for who writes it: by which words it is found, what is said of each paper."""

from collections.abc import Iterator

from silastri.domain.definition.requirement import Requirement
from silastri.domain.definition.standard import Standard


def found_by(standard: Standard) -> Iterator[str]:
    """What citizens call the service, whom it is for, and how they find it."""
    if standard.plain_name:
        yield f"Sebutan bagi warga: {standard.plain_name}"
    if standard.audience:
        yield f"Untuk siapa: {standard.audience}"
    if standard.search_words:
        yield f"Dicari dengan kata: {', '.join(standard.search_words)}"
    if standard.events:
        yield f"Peristiwa: {', '.join(event.label for event in standard.events)}"


def paper(requirement: Requirement) -> str:
    """A paper with all that is said of it but its condition."""
    said = (
        (requirement.owner, f"milik {requirement.owner}"),
        (requirement.issuer, f"dari {requirement.issuer}"),
        (requirement.obtained_from, f"didapat dari {requirement.obtained_from}"),
        (requirement.oldest, f"paling lama {requirement.oldest}"),
        (requirement.stamp, "bermeterai"),
        (requirement.one_of, f"salah satu dari kelompok {requirement.one_of} cukup"),
        (not requirement.required, "boleh kosong"),
        (requirement.is_thing, "barang yang diserahkan" + (" dan dikembalikan" if requirement.returned else "")),
        (requirement.sample, "dengan lembar contoh"),
        (requirement.blank, "dengan blangko"),
    )
    return ", ".join([requirement.label, *(words for holds, words in said if holds)])
