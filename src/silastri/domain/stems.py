"""Indonesian words by their stems: *pengiriman*, *dikirim* and *kirim* have one in common."""

from functools import lru_cache

from .bare_package import bare_package

with bare_package("snowballstemmer"):  # which would load the stemmers of thirty languages
    from snowballstemmer.indonesian_stemmer import IndonesianStemmer

# The prefixes me- and pe- swallow the first letter of a word; the stemmer does not give it back.
_SWALLOWED = {"meng": "k", "peng": "k", "meny": "s", "peny": "s", "men": "t", "pen": "t", "mem": "p", "pem": "p"}
_VOWELS = tuple("aeiou")

# Words that say that something is wanted, and not what.
FILLERS = frozenset(
    """
    ada adalah agar aku apa apakah atau bagaimana bagi bikin bila bisa boleh buat butuh cara dalam dan dapat dapatkan
    dari daftar dengan di dimana gimana harus ingin ini itu jika ke kami kalau kepada karena kita mana mau membuat
    mendapat mendapatkan mengajukan mengurus minta mohon nya ngurus nyari oleh pada para perlu permohonan saja saya
    sebagai sedang seorang seperti supaya syarat tentang tolong untuk urus yang
    """.split()
)


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The word itself and every stem that it may have: two words mean the same if they share one."""
    found = {word, _stem(word)}
    for prefix, letter in _SWALLOWED.items():
        if word.startswith(prefix) and _stem(word).startswith(_VOWELS):
            found.add(letter + _stem(word))
    return frozenset(found | {_stem(one) for one in found})


def one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are exchanged."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    shorter, longer = sorted((typed, meant), key=len)
    at = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    is_exchanged = shorter[at : at + 2] == longer[at : at + 2][::-1]
    return shorter[at + 1 :] == longer[at + 1 :] or (is_exchanged and shorter[at + 2 :] == longer[at + 2 :])


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stemmer = IndonesianStemmer()  # each word its own: a stemmer cannot be shared between threads
    return str(stemmer.stemWord(word))
