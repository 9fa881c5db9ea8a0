"""Whether a text that an office wrote can be sent: every place that is needed, and nothing that must not be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from silastri.domain.words.segments import is_wide, segments

from . import vendor
from .samples import PLACES, spoken, values
from .template import PLACE, Template, fill, places

LONGEST = 1000
_MANY_PARTS = 4  # of an SMS with very long values
_ENDINGS = "com|net|org|id|me|ly|info|link|site|xyz|online|app|io|co|gl|page|biz|top|click|shop|store|web|dev|my"
_ADDRESS = re.compile(rf"://|\bwww\.|@\w|\b[\w-]+\.(?:{_ENDINGS})\b(?!\.\w)", re.IGNORECASE)
_SPACES, _GAP = re.compile(r"[ \t]{3,}"), re.compile(r"\n[ \t]*\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Fault:
    what: str
    mild: bool = False  # a hint, which keeps nobody from publishing


def tidied(typed: str) -> str:
    """As it is kept: one kind of new line, and no blanks at the ends."""
    return "\n".join(line.rstrip() for line in typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip("\n")


def needed(template: type[Template]) -> tuple[str, ...]:
    """The places that every text of it has."""
    return ("link", *template.needed)


def check(pattern: str, template: type[Template]) -> list[Fault]:
    """What is wrong with the text, the grave first; empty when it can be published."""
    found = [*_of_places(pattern, template), *_of_letters(pattern), *_of_forms(pattern)]
    return found or [*_of_sms(pattern, template)]


def grave(faults: list[Fault]) -> list[Fault]:
    return [one for one in faults if not one.mild]


def _of_places(pattern: str, template: type[Template]) -> Iterator[Fault]:
    known, used = places(template.pattern), places(pattern)
    for name in needed(template):
        if name not in used:
            place = spoken(f"{{{name}}}")
            yield Fault(f"Tempat {place} hilang. Tanpa itu penerima tidak membaca: {PLACES[name].label.lower()}.")
    for name in dict.fromkeys(used):
        if name not in known:
            yield Fault(f"Tempat {{{name}}} tidak ada pada pesan ini. Pilih dari tombol di bawah teks.")
    if set("{}") & set(PLACE.sub("", pattern)):
        yield Fault("Ada kurung { atau } yang bukan tempat isian. Hapus, atau pakai tombol di bawah teks.")


def _of_letters(pattern: str) -> Iterator[Fault]:
    if not PLACE.sub("", pattern).strip():
        yield Fault("Tulis teksnya.")
    if len(pattern) > LONGEST:
        yield Fault(f"Teks terlalu panjang: {len(pattern)} huruf, paling banyak {LONGEST}.")
    if found := _ADDRESS.search(PLACE.sub(" ", pattern)):
        yield Fault(f"Ada alamat situs atau pos-el ({found[0]}). Penerima hanya boleh mendapat alamat dari {{tautan}}.")
    for number, line in enumerate(pattern.split("\n"), start=1):
        if line[:1].isspace():
            yield Fault(f"Baris {number} diawali spasi. Hapus spasinya.")
    if any(not sign.isprintable() for sign in pattern.replace("\n", "")):
        yield Fault("Ada huruf yang tidak tampak. Ketik ulang teksnya, jangan disalin.")
    if _SPACES.search(pattern) or _GAP.search(pattern):
        yield Fault("Ada spasi atau baris kosong berlebih. Sisakan satu saja.")


def _of_forms(pattern: str) -> Iterator[Fault]:
    """The rules of WhatsApp, which hold for every office: its channel may change under the same texts."""
    if vendor.is_crowded(pattern):
        yield Fault("Dua tempat isian berdampingan. Tulis kata di antaranya; WhatsApp menolaknya.")
    if len(vendor.form_text(pattern).body) > vendor.LONGEST >= len(pattern):
        yield Fault(f"Teks terlalu panjang untuk WhatsApp, paling banyak {vendor.LONGEST} huruf.")


def _of_sms(pattern: str, template: type[Template]) -> Iterator[Fault]:
    _, longest, wide = parts(pattern, template)
    if wide:
        yield Fault("Ada huruf atau gambar yang membuat SMS dua kali lebih mahal. Pakai huruf biasa.", mild=True)
    elif longest > _MANY_PARTS:
        yield Fault(f"Dengan isian panjang, satu SMS dibayar {longest} kali. Pendekkan bila bisa.", mild=True)


def parts(pattern: str, template: type[Template]) -> tuple[int, int, bool]:
    """The parts of an SMS with usual and with very long values, and whether a rare letter makes them short."""
    usual, longest = (fill(pattern, values(template, longest=long)) for long in (False, True))
    return segments(usual), segments(longest), is_wide(usual)
