"""A person: applicant, officer, or both."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .sealed import SealedText


class Person(AbstractBaseUser):
    """``phone`` and ``nik_index`` may be empty: a visitor of the counter may have no phone, an officer no NIK here."""

    name = models.CharField("nama", max_length=100)
    phone = models.CharField("nomor WhatsApp", max_length=20, unique=True, null=True)  # noqa: DJ001 - unique, so absent is NULL
    nik = SealedText(null=True)
    nik_index = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - as above
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField("pangkat", max_length=60, blank=True)
    registered_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    seen_at_counter = models.BooleanField(default=False)  # identified there: nobody else may claim the NIK online

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "phone"

    class Meta:
        verbose_name = "orang"

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account was activated; Django's own sign-in asks for this name."""
        return self.activated_at is not None


class SignInAttempt(models.Model):
    """How often something was tried in a period, so that guessing can be slowed down."""

    key = models.CharField(max_length=100, unique=True)
    window_ends_at = models.DateTimeField()
    count = models.IntegerField()

    def __str__(self) -> str:
        return self.key
