"""Which of the papers that are asked for still lack."""

from collections.abc import Container, Iterable

from silastri.domain.definition.standard import Requirement


def lacking(asked: Iterable[Requirement], handed_in: Container[str]) -> dict[str, str]:
    """A sentence for each requirement that is not met. Of those that stand for one another, one is enough."""
    asked = [requirement for requirement in asked if not requirement.is_thing]
    found = {r.key: "Berkas ini belum ada." for r in asked if must_be_there(r) and r.key not in handed_in}
    for group in dict.fromkeys(r.one_of for r in asked if r.one_of):
        members = [r for r in asked if r.one_of == group]
        if any(r.required for r in members) and not any(r.key in handed_in for r in members):
            names = " atau ".join(r.label for r in members)
            found[members[0].key] = f"Unggah salah satu: {names}."
    return found


def must_be_there(requirement: Requirement) -> bool:
    """Whether nothing else can stand for it."""
    return requirement.required and not requirement.one_of


def to_be_marked(asked: Iterable[Requirement], handed_in: Container[str]) -> list[str]:
    """What a checker must have an opinion on: what was handed in, what must be, and things, which are brought."""
    return [r.key for r in asked if r.key in handed_in or must_be_there(r)]
