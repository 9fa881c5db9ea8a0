"""What proves an account beside its password: an app's codes, passkeys, codes on paper."""

from collections.abc import Iterable
from datetime import datetime

from .keys import index_of, lasting_indexes_of
from .models import Authenticator, Passkey, Person, PrintedCode


def has_any(person: Person) -> bool:
    """Whether the account asks for a second proof, and has one to give."""
    return authenticator(person) is not None or Passkey.objects.filter(person=person).exists()


def authenticator(person: Person) -> Authenticator | None:
    """The app that counts."""
    return Authenticator.objects.filter(person=person, confirmed_at__isnull=False).first()


def begin_authenticator(person: Person, secret: bytes, *, at: datetime) -> Authenticator:
    """One that counts once its first code was typed; another that never did is forgotten."""
    Authenticator.objects.filter(person=person, confirmed_at=None).delete()
    return Authenticator.objects.create(person=person, secret=secret, made_at=at)


def waiting_authenticator(person: Person, pk: int) -> Authenticator | None:
    """That one, while it waits for its first code."""
    return Authenticator.objects.filter(person=person, confirmed_at=None, pk=pk).first()


def confirm_authenticator(waiting: Authenticator, *, step: int, at: datetime) -> None:
    """It takes the place of the one before."""
    Authenticator.objects.filter(person=waiting.person, confirmed_at__isnull=False).delete()
    waiting.confirmed_at, waiting.last_step = at, step
    waiting.save(update_fields=["confirmed_at", "last_step"])


def use_step(app: Authenticator, step: int) -> bool:
    """True for the one call that takes the code of that half minute."""
    return bool(Authenticator.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step))


def passkeys(person: Person) -> list[Passkey]:
    return list(Passkey.objects.filter(person=person).order_by("made_at", "pk"))


def passkey(credential: str) -> Passkey | None:
    return Passkey.objects.select_related("person").filter(credential=credential).first()


def add_passkey(
    person: Person, *, credential: str, public_key: bytes, sign_count: int, name: str, at: datetime
) -> Passkey:
    return Passkey.objects.create(
        person=person, credential=credential, public_key=public_key, sign_count=sign_count, name=name[:60], made_at=at
    )


def use_passkey(key: Passkey, *, sign_count: int, at: datetime) -> None:
    key.sign_count, key.used_at = sign_count, at
    key.save(update_fields=["sign_count", "used_at"])


def remove_passkey(person: Person, pk: int) -> bool:
    return bool(Passkey.objects.filter(person=person, pk=pk).delete()[0])


def keep_printed(person: Person, codes: Iterable[str]) -> None:
    """The codes of a new paper; those of the paper before hold no more."""
    PrintedCode.objects.filter(person=person).delete()
    PrintedCode.objects.bulk_create([PrintedCode(person=person, digest=_digest(person, one)) for one in codes])


def use_printed(person: Person, code: str, *, at: datetime) -> bool:
    """True for the one call that uses it."""
    unused = PrintedCode.objects.filter(person=person, digest__in=_digests(person, code), used_at=None)
    return bool(unused.update(used_at=at))


def printed_left(person: Person) -> int:
    return PrintedCode.objects.filter(person=person, used_at=None).count()


def forget_all(person: Person) -> None:
    """Whoever lost them sets them up anew."""
    Authenticator.objects.filter(person=person).delete()
    Passkey.objects.filter(person=person).delete()
    PrintedCode.objects.filter(person=person).delete()


def _digest(person: Person, code: str) -> str:
    return index_of(f"printed/{person.pk}/{code}")


def _digests(person: Person, code: str) -> list[str]:
    """Also under keys that were changed since the paper was printed."""
    return lasting_indexes_of(f"printed/{person.pk}/{code}")
