"""Which of the required documents are still missing."""

from collections.abc import Container, Iterable, Sequence

from silastri.domain.definition.requirement import Requirement


def lacking(asked: Iterable[Requirement], handed_in: Container[str]) -> dict[str, str]:
    """A sentence for each requirement that is not met. Of several documents that replace each other, one is enough."""
    asked = [requirement for requirement in asked if not requirement.is_thing]
    found = {r.key: f"{r.label} belum ada." for r in asked if must_be_there(r) and r.key not in handed_in}
    for group in dict.fromkeys(r.one_of for r in asked if r.one_of):
        members = [r for r in asked if r.one_of == group]
        if any(r.required for r in members) and not any(r.key in handed_in for r in members):
            names = " atau ".join(r.label for r in members)
            found[members[0].key] = f"Unggah salah satu: {names}."
    return found


def must_be_there(requirement: Requirement) -> bool:
    """Whether the requirement is needed in any case, with no other document in its place."""
    return requirement.required and not requirement.one_of


def optional(asked: Sequence[Requirement]) -> set[str]:
    """The keys of the requirements that may be left out, with nothing in their place."""
    needed = {r.one_of for r in asked if r.one_of and r.required}
    return {r.key for r in asked if not r.required and r.one_of not in needed}


def to_be_marked(asked: Iterable[Requirement], handed_in: Container[str]) -> list[str]:
    """The requirements that a checker must mark: documents handed in, documents that are needed, and things to be
    brought."""
    return [r.key for r in asked if r.key in handed_in or must_be_there(r)]
