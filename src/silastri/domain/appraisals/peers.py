"""A round of 360 degrees: who is asked about whom, and what may be shown of the answers.

An answer stays nobody's only while no difference of figures that are shown leads to fewer than four others. So there
are at most two groups, and they are shown only together: what is left of all when one is taken away is the other. The
superior reads the result and knows his own answer: it never counts among the four.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

LEAST = 4  # answers of others, before anything is shown
MOST, NEAR, ENOUGH = 10, 5, 8  # who is asked about one; of each kind; filled up to with others of the office
LONGEST = 500  # characters of what may be added freely
UP, BELOW = "up", "below"
GROUPS = {UP: "Atasan dan rekan", BELOW: "Bawahan"}
STATEMENTS = (
    "Menepati janji dan batas waktu",
    "Teliti, sehingga pekerjaannya jarang harus dibetulkan",
    "Membantu rekan yang membutuhkan",
    "Mau mendengar dan menerima masukan",
    "Melayani warga dengan ramah dan adil",
    "Memberi tahu hal penting tepat pada waktunya",
    "Jujur dan menjaga rahasia warga",
)
SCALE = {1: "Hampir tidak pernah", 2: "Kadang", 3: "Sering", 4: "Hampir selalu"}


class Officer(NamedTuple):
    """Somebody in a post, with the post above it; "" for the head."""

    person: int
    post: str
    superior: str


class Asked(NamedTuple):
    """One invitation: who is asked about whom. ``group`` is empty where no group may be told."""

    rater: int
    about: int
    group: str
    is_superior: bool


class Answer(NamedTuple):
    group: str
    marks: tuple[int, ...]  # of STATEMENTS
    text: str = ""


@dataclass(frozen=True)
class Result:
    """What may be shown: means in tenths, of all and of the groups; texts without order, each once; and how many of
    those who were ``asked`` have ``answered``. All is empty where too few answered."""

    means: tuple[int, ...] = ()
    groups: dict[str, tuple[int, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    asked: int = 0
    answered: int = 0


def ask(officers: Sequence[Officer]) -> list[Asked]:
    """For each of them the nearest colleagues by the posts; who has been asked least goes first."""
    load: Counter[int] = Counter()
    found: list[Asked] = []
    for one in sorted(officers):
        found += _about(one, officers, load)
    return found


def _about(one: Officer, officers: Sequence[Officer], load: Counter[int]) -> list[Asked]:
    others = sorted({o for o in officers if o.person != one.person}, key=lambda o: (load[o.person], o.person))
    superior = [o.person for o in others if o.post == one.superior][:1]
    below = [o.person for o in others if o.superior == one.post and o.person not in superior][:NEAR]
    peers = [o.person for o in others if o.superior == one.superior and o.person not in (*superior, *below)][:NEAR]
    near = list(dict.fromkeys([*superior, *peers]))
    rest = [o.person for o in others if o.person not in (*near, *below)]
    near += list(dict.fromkeys(rest))[: max(0, ENOUGH - len(near) - len(below))]
    near, below = near[: MOST - len(below)], list(dict.fromkeys(below))
    both = min(len(near) - len(superior), len(below)) >= LEAST
    load.update([*near, *below])
    up = [Asked(rater, one.person, UP if both else "", rater in superior) for rater in near]
    return up + [Asked(rater, one.person, BELOW if both else "", is_superior=False) for rater in below]


def wrong(marks: Mapping[int, int], text: str) -> dict[str, str]:
    """By field: ``p1`` to ``p7`` and ``tambahan``."""
    found = {f"p{n}": "Pilih salah satu." for n in range(1, len(STATEMENTS) + 1) if marks.get(n) not in SCALE}
    if len(text.strip()) > LONGEST:
        found["tambahan"] = f"Terlalu panjang. Paling banyak {LONGEST} huruf."
    return found


def result(answers: Sequence[Answer], *, asked: int, superior_answered: bool) -> Result:
    """What may be shown of one officer when the round is closed."""
    needed = LEAST + superior_answered
    if len(answers) < needed:
        return Result()
    groups = {key: [one for one in answers if one.group == key] for key in GROUPS}
    whole = sum(map(len, groups.values())) == len(answers)
    both = whole and len(groups[UP]) >= needed and len(groups[BELOW]) >= LEAST
    texts = [one.text.strip() for one in answers if one.text.strip()]
    return Result(
        means=_means(answers),
        groups={key: _means(found) for key, found in groups.items()} if both else {},
        texts=_each_once(texts) if len(texts) >= needed else (),
        asked=asked,
        answered=len(answers),
    )


def _each_once(texts: Sequence[str]) -> tuple[str, ...]:
    """In no order that tells who wrote first. What several wrote alike, whatever their capitals and spaces, is one."""
    found: dict[str, str] = {}
    for text in sorted(texts):
        found.setdefault(" ".join(text.split()).casefold(), text)
    return tuple(sorted(found.values()))


def _means(answers: Sequence[Answer]) -> tuple[int, ...]:
    count = len(answers)
    sums = (sum(one.marks[n] for one in answers) for n in range(len(STATEMENTS)))
    return tuple((20 * total + count) // (2 * count) for total in sums)
