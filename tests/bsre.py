"""A fake BSrE service over real HTTP, and the signers that speak to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from silastri import adapters
from silastri.adapters.signing.bsre.client import EsignClient
from silastri.adapters.signing.bsre.fake import Fake
from silastri.adapters.signing.bsre.fake.world import Access, World
from silastri.adapters.signing.bsre.v1 import V1
from silastri.adapters.signing.bsre.v2 import V2
from silastri.apps.accounts.models import Person
from tests.adapters.messaging.started import free_port

HEAD, NAME = "1407010201700001", "Dra. Bima Contoh, M.Si."
NOBODY = "1407010201709999"
ACCESS = Access(passphrase="frasa contoh")
SECONDS = {"connect": 5, "sign": 30, "verify": 60}
IMPATIENT = SECONDS | {"sign": 1}
VERSIONS: dict[str, type[EsignClient]] = {"v1": V1, "v2": V2}


@contextmanager
def served(folder: Path, name_of: Callable[[str], str | None] = {HEAD: NAME}.get, **more: Any) -> Iterator[Fake]:
    """A service of the head's, or of whom ``name_of`` knows, until the context ends."""
    given: dict[str, Any] = {"authority": folder / "authority", "signers": folder / "signers", "access": ACCESS} | more
    with Fake(World(name_of=name_of, now=lambda: datetime.now(UTC), **given), free_port()) as fake:
        yield fake


def client(fake: Fake, version: str, **more: Any) -> EsignClient:
    options = {
        "url": fake.url,
        "user": ACCESS.user,
        "password": ACCESS.password,
        "roots": None,
        "authority": fake.world.signer.authority.folder,
        "seconds": SECONDS,
    }
    return VERSIONS[version](**(options | more))


@contextmanager
def used(settings: Any, folder: Path, version: str, **more: Any) -> Iterator[Fake]:
    """The installation signs at a service that knows every account with a NIK."""
    names = dict(_names())
    with served(folder, names.get, **more) as fake:
        access = fake.world.access
        options = {"url": fake.url, "user": access.user, "password": access.password, "roots": None}
        options |= {"authority": fake.world.signer.authority.folder, "seconds": SECONDS}
        backend = f"{VERSIONS[version].__module__}.{VERSIONS[version].__name__}"
        before = settings.ADAPTERS
        settings.ADAPTERS = before | {"signing": {"BACKEND": backend, "OPTIONS": options}}
        adapters.get.cache_clear()
        try:
            yield fake
        finally:
            settings.ADAPTERS = before
            adapters.get.cache_clear()


def _names() -> Iterator[tuple[str, str]]:
    for person in Person.objects.exclude(nik_index=None):
        yield str(person.nik), person.name
