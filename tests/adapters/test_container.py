"""No byte of a signature container can be changed unnoticed: changes with a name, and walks over its bytes."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms, core

from silastri.adapters.signing import form, marks, proof, trust, verification
from silastri.adapters.signing.marks import Broken, Mark
from silastri.adapters.signing.port import Finding
from silastri.adapters.signing.proof import Proven
from silastri.adapters.signing.trust import Trust
from tests import der, letters
from tests.adapters.test_signing_chains import key, signed, signed_by_pyhanko
from tests.campaign import LONG, campaign, tries
from tests.der import SIGNED, SIGNERS, STAMPED, Part
from tests.letters import Chain

LEVELS = ["B-B", "B-T", "B-LTA"]


@dataclass(frozen=True)
class Seen:
    """A genuine letter, and the container in it that a test looks at: the last one."""

    pdf: bytes
    trusted: Trust
    mark: Mark
    proven: Proven

    def but(self, container: bytes) -> bytes:
        """The letter with another container in the same gap."""
        room = self.mark.ends - self.mark.begins - 2
        return self.with_digits(container.hex().encode().ljust(room, b"0"))

    def with_digits(self, digits: bytes) -> bytes:
        assert len(digits) == self.mark.ends - self.mark.begins - 2
        return self.pdf[: self.mark.begins + 1] + digits + self.pdf[self.mark.ends - 1 :]

    def finds(self, pdf: bytes) -> Finding:
        return verification.verify(pdf, trusted=self.trusted).finding

    def refuses(self, container: bytes, *, as_a_whole: bool = False) -> bool:
        """Quickly by its form alone; ``as_a_whole``, and for what has the right form, by the verdict on the letter."""
        try:
            form.must_be_whole(container, self.proven, self.trusted)
        except Broken:
            if not as_a_whole:
                return True
        return self.finds(self.but(container)) is not Finding.GENUINE


def seen(pdf: bytes, trusted: Trust) -> Seen:
    last = marks.find(pdf)[-1]
    prove = proof.timestamp if last.is_timestamp else proof.signature
    found = Seen(pdf, trusted, last, prove(pdf, last, trusted))
    assert found.finds(pdf) is Finding.GENUINE
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Seen]:
    kept: dict[tuple[str, str], Seen] = {}

    def make(level: str, kind: str = "ec") -> Seen:
        if (level, kind) not in kept:
            signer = letters.demo(tmp_path_factory.mktemp(f"{kind}-{level}"), kind=kind, level=level)
            kept[level, kind] = seen(letters.sign(signer, letters.plain_letter()), signer._trust())
        return kept[level, kind]

    return make


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Signer and clock under an authority between them and the root, whose certificate is in both containers."""
    chain = Chain()
    folder = chain.trust(tmp_path_factory.mktemp("rantai"))
    return seen(signed(key(chain, "rsa2048"), clock=chain.clock()), trust.read(folder))


# -- changes with a name -----------------------------------------------------------------------------------------------


def version(one: Part) -> None:
    part = one[*SIGNED, 0]
    part.content = b"\3" if part.content == b"\1" else b"\1"


def newest_version(one: Part) -> None:
    one[*SIGNED, 0].content = b"\5"


def version_of_signer(one: Part) -> None:
    one[*SIGNERS, 0, 0].content = b"\3"


def version_with_a_zero(one: Part) -> None:
    one[*SIGNED, 0].content = b"\0" + one[*SIGNED, 0].content


def name_in_small_letters(one: Part) -> None:
    name = one[*SIGNERS, 0, 1, 0, -1, 0, 1]
    name.content = name.content.lower()


def name_of_another_type(one: Part) -> None:
    name = one[*SIGNERS, 0, 1, 0, -1, 0, 1]
    assert name.tag == 0x0C
    name.tag = 0x13


def no_null(one: Part, *, path: tuple[int, ...]) -> None:
    part = one[path]
    assert part.tag == 0x05
    part.tag = 0x04


def null_left_out(one: Part) -> None:
    one[*SIGNED, 1, 0].parts = one[*SIGNED, 1, 0].parts[:1]  # type: ignore[index]


def parameters_of_a_curve(one: Part) -> None:
    one[*SIGNERS, 0, 4].put(Part(0x04, b"x"))


def digest_twice(one: Part) -> None:
    one[*SIGNED, 1].put(one[*SIGNED, 1, 0])


def more(one: Part, *, path: tuple[int, ...]) -> None:
    one[path].put(Part(0x05, b""))


def lists(one: Part) -> None:
    one[SIGNED].put(Part(0xA1, b"", []), place=4)


def nothing_unsigned(one: Part) -> None:
    one[*SIGNERS, 0].put(Part(0xA1, b"", []))


def remark_unsigned(one: Part) -> None:
    attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.Null()]})
    one[*SIGNERS, 0].put(Part(0xA1, b"", [der.read(attribute.dump())]))


def written(one: Part, *, path: tuple[int, ...], how: Callable[[int, bytes], bytes]) -> None:
    one[path].write = how


def value_in_pieces(one: Part) -> None:
    value = one[*SIGNERS, 0, 5]
    value.tag, value.parts = 0x24, [Part(0x04, value.content[:9]), Part(0x04, value.content[9:])]


CHANGES: dict[str, Callable[[Part], None]] = {
    "version": version,
    "newest version": newest_version,
    "version of the signer": version_of_signer,
    "version with a zero before it": version_with_a_zero,
    "name in small letters": name_in_small_letters,
    "name of another type": name_of_another_type,
    "no NULL in the digests": partial(no_null, path=(*SIGNED, 1, 0, 1)),
    "no NULL at the signer": partial(no_null, path=(*SIGNERS, 0, 2, 1)),
    "NULL left out": null_left_out,
    "parameters of a curve": parameters_of_a_curve,
    "digest twice": digest_twice,
    "more behind all": partial(more, path=()),
    "more behind what is signed": partial(more, path=SIGNED),
    "more behind the signer": partial(more, path=(*SIGNERS, 0)),
    "more behind the kind": partial(more, path=(*SIGNED, 2)),
    "lists": lists,
    "an empty part unsigned": nothing_unsigned,
    "a remark unsigned": remark_unsigned,
    "a longer length": partial(written, path=SIGNED, how=der.with_long_length),
    "a longer length of the certificate": partial(written, path=(*SIGNED, 3, 0), how=der.with_long_length),
    "a longer length of what is signed": partial(written, path=(*SIGNERS, 0, 3), how=der.with_long_length),
    "no length": partial(written, path=SIGNED, how=der.with_no_length),
    "value in pieces": value_in_pieces,
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("what", CHANGES)
def test_a_part_that_is_not_signed_has_one_form(made: Callable[..., Seen], level: str, what: str) -> None:
    """In the letter's container, in the timestamp inside it, and in the timestamp over the whole file."""
    letter = made(level)
    one = der.read(letter.mark.container)
    assert one.dump() == letter.mark.container
    CHANGES[what](one[STAMPED] if level == "B-T" else one)
    assert letter.refuses(one.dump(), as_a_whole=level == "B-B")


def test_the_container_is_as_long_as_its_parts(made: Callable[..., Seen]) -> None:
    for level in LEVELS:
        letter = made(level)
        held = letter.mark.container
        longer = held[:2] + (int.from_bytes(held[2:4], "big") + 1).to_bytes(2, "big") + held[4:]
        assert letter.finds(letter.but(longer)) is Finding.CHANGED


def test_what_fills_the_gap_is_zeros_and_digits_are_of_one_kind(made: Callable[..., Seen]) -> None:
    for level in LEVELS:
        letter = made(level)
        digits = letter.pdf[letter.mark.begins + 1 : letter.mark.ends - 1]
        first = next(place for place, one in enumerate(digits) if chr(one).isalpha())
        one = digits[first : first + 1].upper() if digits.islower() else digits[first : first + 1].lower()
        for forged in (digits[:-1] + b"1", digits[:-4] + b"1000", digits[:first] + one + digits[first + 1 :]):
            assert letter.finds(letter.with_digits(forged)) is Finding.CHANGED
        # The same bytes in the other kind of digits: programs write either.
        other = digits.upper() if digits.islower() else digits.lower()
        assert letter.finds(letter.with_digits(other)) is Finding.GENUINE


def test_the_algorithm_has_one_name(made: Callable[..., Seen]) -> None:
    """RSA has two that mean the same; the signed attributes say which."""
    letter = made("B-B", "rsa2048")
    one = der.read(letter.mark.container)
    name = one[*SIGNERS, 0, 4, 0]
    assert name.content[-1] == 0x0B
    name.content = name.content[:-1] + b"\1"
    assert letter.finds(letter.but(one.dump())) is Finding.CHANGED
    assert {"cms_algorithm_protection"} < _signed_kinds(letter)


def test_the_parameters_of_pss_have_one_form(tmp_path: Path) -> None:
    chain = Chain()
    pdf = signed_by_pyhanko(letters.plain_letter(), key(chain, "rsa2048"), pss=True)
    letter = seen(pdf, trust.read(chain.trust(tmp_path)))
    written = der.read(letter.mark.container)[*SIGNERS, 0, 4].dump()
    assert form._algorithm(cms.SignedDigestAlgorithm.load(written)) == written
    parameters = der.read(written)[1,].dump()
    for place in range(len(written) - len(parameters), len(written)):
        changed = written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :]
        try:
            again = form._algorithm(cms.SignedDigestAlgorithm.load(changed))
        except (ValueError, KeyError, TypeError):
            continue
        # What still has the right form has another digest or another salt, and such a signature is wrong.
        assert again != changed or letter.refuses(letter.mark.container.replace(written, changed))


def _signed_kinds(letter: Seen) -> set[str]:
    info = cms.ContentInfo.load(letter.mark.container)["content"]["signer_infos"][0]
    return {one["type"].native for one in info["signed_attrs"]}


def test_a_detached_container_holds_nothing(made: Callable[..., Seen]) -> None:
    letter = made("B-B")
    one = der.read(letter.mark.container)
    one[*SIGNED, 2].put(Part(0xA0, b"", [Part(0x04, b"Surat lain")]))
    assert letter.finds(letter.but(one.dump())) is not Finding.GENUINE


def test_it_tells_that_the_text_is_the_same(made: Callable[..., Seen]) -> None:
    letter = made("B-B")
    one = der.read(letter.mark.container)
    version(one)
    found = verification.verify(letter.but(one.dump()), trusted=letter.trusted)
    assert (found.finding, found.number) == (Finding.CHANGED, letters.NUMBER)
    assert found.why.startswith("Isinya cocok dengan tanda tangannya")
    assert found.changes == ("Bukan isinya, melainkan cara menulis tanda tangannya.",)


def test_a_stranger_s_letter_of_another_form_is_a_stranger_s(made: Callable[..., Seen]) -> None:
    letter = made("B-T")
    for change in (CHANGES["no length"], CHANGES["version"]):
        one = der.read(letter.mark.container)
        change(one)
        assert verification.verify(letter.but(one.dump()), trusted=Trust()).finding is Finding.UNKNOWN


def test_there_is_one_timestamp(made: Callable[..., Seen]) -> None:
    letter = made("B-T")
    for path in (STAMPED[:-1], STAMPED[:-3]):  # two values, or two attributes
        one = der.read(letter.mark.container)
        one[path].put(one[path].parts[0])  # type: ignore[index]
        assert letter.finds(letter.but(one.dump())) is Finding.CHANGED


@pytest.mark.parametrize("begins", [SIGNED, (*STAMPED, *SIGNED)])
def test_a_changed_copy_of_an_authority_is_found(chained: Seen, begins: tuple[int, ...]) -> None:
    """Without it the path may still be found, or a timestamp is a stranger's: it must not be there."""
    held = der.read(chained.mark.container)[*begins, 3].parts
    assert held
    middle = next(place for place, one in enumerate(held) if b"CA Negara Contoh" in one[0, 5].dump())
    for path, value in (
        ((0, 1), lambda old: old[:-1] + bytes([old[-1] ^ 1])),  # its number
        ((0, 3, -1, 0, 1), lambda _: b"Root CA Lain"),  # its issuer
        ((0, 5, -1, 0, 1), lambda _: b"CA Lain"),  # its own name
        ((0, 7, 0, -1, 1), lambda old: old[:-1] + bytes([old[-1] ^ 1])),  # the key of its issuer
        ((2,), lambda old: old[:-1] + bytes([old[-1] ^ 1])),  # the signature under it
        ((1, 0), lambda old: old[:-1] + b"\3"),  # how it is signed
    ):
        one = der.read(chained.mark.container)
        part = one[*begins, 3, middle, *path]
        part.content = value(part.content)
        assert chained.finds(chained.but(one.dump())) is not Finding.GENUINE, path


# -- walks -------------------------------------------------------------------------------------------------------------


def _unsigned(info: Any, begins: int, whole: bytes) -> Iterator[int]:
    """The places in the container that are in no signed part: every tag, every length, all that is not signed."""
    data = info["content"]
    signer = data["signer_infos"][0]
    parts = [signer["signed_attrs"].contents, signer["signature"].native]
    for one in data["certificates"]:
        parts += [one.chosen["tbs_certificate"].contents, one.chosen["signature_value"].contents[1:]]
    content = data["encap_content_info"]["content"]
    parts += [] if content is core.VOID else [bytes(content)]
    inner = [] if signer["unsigned_attrs"] is core.VOID else [signer["unsigned_attrs"][0]["values"][0]]
    covered = {place for part in [*parts, *(one.dump() for one in inner)] for place in _places(whole, part, begins)}
    yield from (place for place in range(begins, begins + len(info.dump())) if place not in covered)
    for one in inner:
        yield from _unsigned(one, whole.index(one.dump()), whole)


def _places(whole: bytes, part: bytes, begins: int) -> range:
    at = whole.index(part, begins)
    return range(at, at + len(part))


def _walk(letter: Seen) -> None:
    """What has the right form all the same names how it was signed, and then proves nothing."""
    held, chance = letter.mark.container, random.Random(7)
    form.must_be_whole(held, letter.proven, letter.trusted)
    places = list(_unsigned(cms.ContentInfo.load(held), 0, held))
    judged = set(chance.sample(places, 3))
    for place in places:
        for bit in chance.sample(range(8), tries(1, 8)):
            changed = held[:place] + bytes([held[place] ^ (1 << bit)]) + held[place + 1 :]
            assert letter.refuses(changed, as_a_whole=place in judged), (place, bit)


@pytest.mark.parametrize("level", LEVELS)
def test_no_bit_outside_the_signed_parts_can_change(made: Callable[..., Seen], level: str) -> None:
    _walk(made(level))


def test_nor_where_an_authority_stands_between(chained: Seen) -> None:
    _walk(chained)


@campaign
@pytest.mark.parametrize("level", [*LEVELS, "chain"])
def test_no_bit_of_a_container_can_change(made: Callable[..., Seen], chained: Seen, level: str) -> None:
    """At length every bit of each of its digits; else a few."""
    letter = chained if level == "chain" else made(level)
    begins = letter.mark.begins + 1
    bits = [(begins + place, bit) for place in range(2 * len(letter.mark.container)) for bit in range(4)]
    for place, bit in bits if LONG else random.Random(7).sample(bits, 6):
        digit = b"%x" % (int(letter.pdf[place : place + 1], 16) ^ 1 << bit)
        forged = letter.pdf[:place] + digit + letter.pdf[place + 1 :]
        assert letter.finds(forged) is not Finding.GENUINE, (place - begins, bit)
