"""The keys with which offices sign the statements in the QR codes of their letters."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)
from django.db.models import F

from silastri.apps.offices.models import Office
from silastri.domain.letters import statement

from .models import LetterKey


def in_use(office: Office, *, at: datetime) -> ec.EllipticCurvePrivateKey:
    """The key with which the office signs now; its first key is made when it is first needed."""
    try:
        return _in_use(office.pk, office.turn)
    except LetterKey.DoesNotExist:
        # Two letters may need the first key at once: one of them makes it, both use it.
        LetterKey.objects.bulk_create([_made(office.pk, at)], ignore_conflicts=True)
        return _in_use(office.pk, office.turn)


@lru_cache(maxsize=256)
def _in_use(office_id: int, turn: int) -> ec.EllipticCurvePrivateKey:
    """Reads the key again only after a change, since opening it takes longer than signing with it."""
    pem = LetterKey.objects.get(office_id=office_id, until__isnull=True).private or ""
    found = load_pem_private_key(pem.encode(), None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


def rotate(office_id: int, *, at: datetime) -> LetterKey:
    """Makes a new key for the office. The private half of the old one is destroyed; its public half still checks
    letters."""
    # Other processes must read the office's key again, and no other rotation may run at the same time.
    Office.objects.filter(pk=office_id).update(turn=F("turn") + 1)
    LetterKey.objects.filter(office_id=office_id, until__isnull=True).update(until=at, private=None)
    made = _made(office_id, at)
    made.save()
    return made


def leaked(key: LetterKey, *, at: datetime) -> None:
    """Marks an ended key as known to others: its signatures alone prove nothing any more."""
    LetterKey.objects.filter(pk=key.pk, leaked_at__isnull=True).update(leaked_at=at)


def of_office(office_id: int) -> list[LetterKey]:
    """All keys of the office, the newest first."""
    return list(LetterKey.objects.filter(office_id=office_id).defer("private").order_by("-since", "-pk"))


def published() -> Iterable[LetterKey]:
    return LetterKey.objects.select_related("office").defer("private", "office__definition").order_by("since", "pk")


def by_kid(kid: str, *, office_id: int) -> LetterKey | None:
    return LetterKey.objects.filter(kid=kid, office_id=office_id).defer("private").first()


def public(key: LetterKey) -> ec.EllipticCurvePublicKey:
    found = load_der_public_key(bytes(key.public))
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return found


def _made(office_id: int, at: datetime) -> LetterKey:
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    kid = statement.key_id(key.public_key()).hex()
    return LetterKey(office_id=office_id, kid=kid, public=der, private=private, since=at)
