"""Passwords are hashed with Argon2id, after they were sealed with the installation's key: whoever has the database
alone cannot guess even a weak one.

Argon2id is set for a small server: the second choice of RFC 9106 takes 64 MB per sign-in, too much for 2 GB and a
queue.
"""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from silastri.domain import sealing

from . import keys

_PURPOSE = "password"


class SmallServerArgon2(Argon2PasswordHasher):
    """The OWASP minimum: 19 MB of memory, two passes, one lane. As passwords were hashed before they were sealed."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class SealedArgon2(SmallServerArgon2):
    """``sealed$2$argon2id$...``, 2 being the number of the key. A hash by an older key is made anew at the next
    sign-in, and opens the account also when that key is retired."""

    algorithm = "sealed"

    def encode(self, password: str, salt: str) -> str:
        newest = keys.ring().newest.number
        _, hashed = super().encode(_sealed(password, newest), salt).split("$", 1)
        return f"{self.algorithm}${newest}${hashed}"

    def decode(self, encoded: str) -> dict[str, Any]:
        number, without = _parts(encoded)
        found: dict[str, Any] = super().decode(without)
        return found | {"key": number}

    def verify(self, password: str, encoded: str) -> bool:
        number, without = _parts(encoded)
        try:
            return super().verify(_sealed(password, number), without)
        except sealing.UnknownKey:
            return False

    def must_update(self, encoded: str) -> bool:
        number, _ = _parts(encoded)
        return number != keys.ring().newest.number or super().must_update(encoded)


def _parts(encoded: str) -> tuple[int, str]:
    """The number of the key, and the hash as the class above knows it."""
    algorithm, number, hashed = encoded.split("$", 2)
    return int(number), f"{algorithm}${hashed}"


def _sealed(password: str, number: int) -> str:
    """Raises sealing.UnknownKey."""
    return sealing.mark(keys.derived_of(number, _PURPOSE), password.encode())
