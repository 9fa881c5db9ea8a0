"""A person: applicant, officer, or both."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .sealed import SealedText


class Person(AbstractBaseUser):
    """``phone`` and ``nik_index`` may be empty: a visitor of the counter may have no phone, an officer no NIK here.

    A telephone number is believed once its link was opened, or once the counter wrote it down; a NIK only once the
    identity card was seen (``identified_at``). Until then anybody may have typed it.
    """

    name = models.CharField("nama", max_length=100)
    phone = models.CharField("nomor WhatsApp", max_length=20, unique=True, null=True)  # noqa: DJ001 - unique, so absent is NULL
    nik = SealedText(null=True)
    nik_index = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - as above
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField("pangkat", max_length=60, blank=True)
    registered_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    consented_at = models.DateTimeField(null=True)  # to the use of name, NIK and number, when registering
    passphrase_from = models.DateTimeField(null=True)  # after wrong ones: when the next passphrase is taken
    restricted_at = models.DateTimeField(null=True)  # when he had the use of his data limited
    identified_at = models.DateTimeField(
        null=True
    )  # when the identity card was seen: at the counter, or by an operator

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "phone"

    class Meta:
        verbose_name = "orang"
        indexes = (models.Index(fields=["name"], name="people_by_name"),)  # is read alone in a search

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account was activated; Django's own sign-in asks for this name."""
        return self.activated_at is not None


class Registration(models.Model):
    """What somebody typed to get an account. It is nobody's until the link in its message proves the number."""

    name = models.CharField(max_length=100)
    nik = SealedText()
    phone = models.CharField(max_length=20)
    then = models.CharField(max_length=300, blank=True)  # the page to which they were going
    registered_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    chat_code = models.CharField(max_length=8, unique=True)  # by which a chat names it; it opens nothing

    def __str__(self) -> str:
        return str(self.pk)


class Code(models.Model):
    """Six digits that were sent to a number, until they are typed where they were asked for."""

    key = models.CharField(max_length=100, unique=True)  # what they are for
    digits = models.CharField(max_length=64)  # their keyed index: the digits are kept nowhere
    until = models.DateTimeField(db_index=True)
    tries = models.IntegerField(default=0)
    person = models.ForeignKey(Person, models.CASCADE, null=True)

    def __str__(self) -> str:
        return self.key


class Address(models.Model):
    """Where somebody is reached beside his own number: his e-mail, or the number of somebody he trusts. It is used once
    whoever reads there has agreed by the link that was sent there."""

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"
        SMS = "sms", "SMS"
        EMAIL = "email", "Pos-el"

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=10, choices=Channel)
    value = models.CharField(max_length=254)
    whose = models.CharField(max_length=100, blank=True)  # the name of somebody trusted; empty: the person's own
    added_at = models.DateTimeField()
    consented_at = models.DateTimeField()  # by the person himself, or by him at the counter
    proven_at = models.DateTimeField(null=True)  # by whoever reads there

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "channel", "value"], name="one_address_of_a_person"),)

    def __str__(self) -> str:
        return self.value


class SignedIn(models.Model):
    """A browser in which somebody is signed in, as their account shows it; it ends with the session of its key."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="signed_in")
    key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=60)  # Chrome di Android
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.browser


class Attempts(models.Model):
    """How often something was tried in a period, and from when on it may be tried again."""

    key = models.CharField(max_length=100, unique=True)
    window_ends_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()
    count = models.IntegerField()

    def __str__(self) -> str:
        return self.key
