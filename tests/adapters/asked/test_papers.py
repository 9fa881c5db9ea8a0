"""A paper that somebody sends or words that he types make us ask nobody, whatever address they hold."""

import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import AuthorityInformationAccessOID

from silastri.adapters.pdf.typst import Typst
from silastri.adapters.signing import trust, update, verification
from silastri.adapters.signing.archive import Archivist
from silastri.adapters.signing.cms import Container
from silastri.adapters.signing.keys import HeldKey
from silastri.adapters.signing.port import REASON, Finding, SignerAway
from silastri.adapters.signing.timestamp import stamp
from tests import letters
from tests.adapters.asked.canary import Canary
from tests.letters import AT, Chain


def leading_to(url: str, chain: Chain, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A certificate that names addresses of its issuer, of an OCSP answerer and of a list of revocations."""
    plain = chain.certify(letters.NAME, key)
    made = x509.CertificateBuilder(plain.issuer, plain.subject, plain.public_key(), plain.serial_number)
    made = made.not_valid_before(AT - timedelta(days=1)).not_valid_after(AT + timedelta(days=900))
    for one in plain.extensions:
        made = made.add_extension(one.value, one.critical)
    named = [x509.UniformResourceIdentifier(f"{url}/{what}") for what in ("issuer.cer", "ocsp", "list.crl")]
    ways = (AuthorityInformationAccessOID.CA_ISSUERS, AuthorityInformationAccessOID.OCSP)
    told = [x509.AccessDescription(way, name) for way, name in zip(ways, named, strict=False)]
    lists = [x509.DistributionPoint([named[2]], None, None, None)]
    made = made.add_extension(x509.AuthorityInformationAccess(told), critical=False)
    return made.add_extension(x509.CRLDistributionPoints(lists), critical=False).sign(chain.key, SHA256())


@pytest.mark.parametrize(("known", "finding"), [(True, Finding.GENUINE), (False, Finding.UNKNOWN)])
def test_no_address_in_a_certificate_is_asked(tmp_path: Path, known: bool, finding: Finding) -> None:
    chain, key = Chain(), ec.generate_private_key(ec.SECP256R1())
    clock, around = chain.clock(), [chain.middle] if known else []
    with Canary() as canary:
        held = HeldKey(key, leading_to(canary.url, chain, key), around)
        pdf = letters.plain_letter()
        container = Container(held, lambda digest: stamp(clock, digest))
        entries = {"M": update.moment(AT), "Reason": update.text(REASON + letters.NUMBER)}
        signed = update.sign(pdf, update.read(pdf), entries, container.over, container.room)
        trusted = trust.read(chain.trust(tmp_path)) if known else trust.Trust()
        assert verification.verify(signed, trusted=trusted).finding is finding
        with pytest.raises(SignerAway):
            Archivist(clock, trusted).seal(signed)
    assert canary.heard == []


def test_words_of_a_citizen_are_drawn_and_not_done() -> None:
    with Canary() as canary:
        words = [
            '#image("/etc/passwd")',
            '#read("/etc/passwd")',
            '#image("sample.typ")',
            '#import "@preview/cetz:0.3.0"',
            f'#image("{canary.url}/a.png")',
            f'#link("{canary.url}/")[x]',
            '#eval("1 + 1")',
            '\\#sys.inputs $ #panic() $ `#read("/etc/passwd")`',
            f"{canary.url}/b.svg",
            '"))#read("/etc/passwd")',
            '\\"))#panic()//',
            "\\u0022))#panic()//",
        ]
        data = {"title": words[0], "office": {"short": words[1]}, "name": words[2], "lines": words}
        drawn = Typst().draw("sample", data, at=AT)
    shown = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(drawn))
    bare = re.sub(r"\s", "", shown)
    assert [one for one in words if re.sub(r"\s", "", one) not in bare] == []
    assert "root:" not in shown
    assert canary.heard == []
    assert b"/URI" not in drawn, "no word becomes a link"
