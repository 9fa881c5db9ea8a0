"""Argon2id for a small server: the second choice of RFC 9106 takes 64 MB per sign-in, too much for 2 GB and a queue."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallServerArgon2(Argon2PasswordHasher):
    """The OWASP minimum: 19 MB of memory, two passes, one lane."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
