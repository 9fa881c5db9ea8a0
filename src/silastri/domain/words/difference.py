"""What is different between two texts, line by line, for people."""

import difflib
from dataclasses import dataclass

ADDED, REMOVED, SAME, GAP = "+", "-", " ", "@"


@dataclass(frozen=True)
class Line:
    mark: str  # one of the four above; a gap stands for lines that are the same and not shown
    text: str = ""


def difference(before: str, after: str, *, around: int = 2) -> list[Line]:
    """The lines that were added and removed, each with a few of those around it; empty when the texts are the same."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=around, lineterm="")
    lines = [Line(GAP) if line.startswith("@@") else Line(line[0], line[1:]) for line in list(found)[2:]]
    return lines[1:] if lines[:1] == [Line(GAP)] else lines
