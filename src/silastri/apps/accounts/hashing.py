"""Argon2id sized for a small server: RFC 9106's second choice needs 64 MB a sign-in, too much for 2 GB and a queue."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallServerArgon2(Argon2PasswordHasher):
    """The OWASP minimum: 19 MB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
