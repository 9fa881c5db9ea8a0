"""A person: applicant, officer, or both."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .row_id import WithRowId
from .sealed import SealedBytes, SealedIndex, SealedText


class Person(WithRowId, AbstractBaseUser):
    """``phone`` and ``nik_index`` may be empty: a visitor of the counter may have no phone, an officer no NIK here.

    A telephone number is believed once its link was opened, or once the counter wrote it down; a NIK only once the
    identity card was seen (``identified_at``). Until then anybody may have typed it.
    """

    name = models.CharField("nama", max_length=100)
    phone = models.CharField("nomor WhatsApp", max_length=20, unique=True, null=True)  # noqa: DJ001 - unique, so absent is NULL
    nik = SealedText(null=True)
    nik_index = SealedIndex(of="nik", max_length=64, unique=True, null=True)
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
    used_at = models.DateTimeField(null=True)  # when somebody last signed in
    number_doubted_at = models.DateTimeField(null=True)  # when word came that the number has changed hands

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "phone"

    class Meta:
        verbose_name = "orang"
        indexes = (
            models.Index(fields=["name"], name="people_by_name"),  # is read alone in a search
            models.Index(fields=["nip"], name="people_by_nip"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account was activated; Django's own sign-in asks for this name."""
        return self.activated_at is not None


class Registration(WithRowId):
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


class Authenticator(WithRowId):
    """An app on a telephone that shows codes by a secret. It counts once its first code was typed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="authenticators")
    secret = SealedBytes()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # the half minute whose code was taken last

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(confirmed_at__isnull=False), name="one_app_of_a_person"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Passkey(models.Model):
    """A key in somebody's telephone or computer, which opens it by finger, face or PIN; here is its public half."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)  # the name that the device gave it
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    name = models.CharField(max_length=60)  # Chrome di Android
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class PrintedCode(models.Model):
    """One of the codes on somebody's paper, for when app and passkey are lost: its keyed index."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="printed_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Rescue(models.Model):
    """Two managers give a colleague who lost the second proof a code in its place. Without ``asked_by`` an operator
    gave it, at the machine itself."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="rescues")
    office_id = models.BigIntegerField(null=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # the keyed index of its code
    until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("person"))
                & ~models.Q(agreed_by=models.F("person"))
                & ~models.Q(agreed_by=models.F("asked_by")),
                name="rescued_by_two_others",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class SsoLink(models.Model):
    """An officer's account at the region's provider of sign-ins."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sso_links")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_of_an_sso_account"),
            models.UniqueConstraint(fields=["person", "issuer"], name="one_sso_account_of_a_person"),
        )

    def __str__(self) -> str:
        return self.subject


class Resealing(models.Model):
    """How far the sealing anew of one table, or of the files, has come with a key."""

    what = models.CharField(max_length=80, unique=True)  # the table, or "files"
    key = models.IntegerField()  # the newest when the pass began
    after = models.CharField(max_length=200, blank=True)  # the last row that is done
    began_at = models.DateTimeField()
    leased_until = models.DateTimeField()
    seen = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    broken = models.BigIntegerField(default=0)  # what does not open
    clean_at = models.DateTimeField(null=True)  # when a pass ended that found nothing to do

    def __str__(self) -> str:
        return self.what


class Attempts(models.Model):
    """How often something was tried in a period, and from when on it may be tried again."""

    key = models.CharField(max_length=100, unique=True)
    window_ends_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()
    count = models.IntegerField()

    def __str__(self) -> str:
        return self.key
