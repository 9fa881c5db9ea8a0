"""Whether two ways of writing a name may mean one person."""

import re

# Titles that stand before a name; those behind it follow a comma.
_TITLES = frozenset("dr drs dra ir h hj hjh kh prof ns apt drg drh".split())


def may_be_one_person(name: str, other: str) -> bool:
    """Titles, points, capitals and a middle name that one of them leaves out do not count.

    A certificate says "BUDI CONTOH" where the office writes "Drs. H. Budi Contoh, M.Si.".
    """
    first, second = _words(name), _words(other)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (first == second or (len(shorter) > 1 and shorter <= longer))


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", name.partition(",")[0].casefold())
    return frozenset(word for word in words if word not in _TITLES) or frozenset(words)
