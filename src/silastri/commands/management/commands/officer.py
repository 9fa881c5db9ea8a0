"""Puts a person in a post, and makes an account if the person has none."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Person
from silastri.apps.offices import operations, queries
from silastri.domain import identity
from silastri.domain.person_name import person_name


class Command(BaseCommand):
    requires_system_checks = []
    help = "Tambah petugas: akun, jabatan, dan bila perlu hak mengelola kantor. Kata sandi ditanyakan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="nama map kantor")
        parser.add_argument("--post", required=True, help="jabatan menurut kantor.yaml")
        parser.add_argument("--name", required=True)
        parser.add_argument("--phone", required=True, help="nomor WhatsApp")
        parser.add_argument("--nik", default="", help="untuk tanda tangan di BSrE")
        parser.add_argument("--nip", default="")
        parser.add_argument("--rank", default="", help="pangkat, dicetak di surat")
        parser.add_argument("--manages", action="store_true", help="boleh mengubah petugas dan hari libur")

    def handle(self, *args: Any, **options: Any) -> None:
        office = queries.by_slug(options["office"])
        if office is None:
            raise CommandError(f"kantor '{options['office']}' belum terbit; jalankan: silastri publish standards/")
        today = queries.today(office, timezone.now())
        if queries.definition(office).post(options["post"]) is None:
            raise CommandError(f"jabatan '{options['post']}' tidak ada di kantor.yaml")
        try:
            name = person_name(options["name"])
            phone = identity.whatsapp(options["phone"]).e164
            nip = identity.nip(options["nip"]).digits if options["nip"] else ""
            nik = identity.nik(options["nik"], today).digits if options["nik"] else ""
        except identity.NotAnIdentity as error:
            raise CommandError(str(error)) from None
        person = Person.objects.filter(phone=phone).first() or self._new(phone, name)
        person.name, person.nip, person.rank = name, nip, options["rank"]
        if nik:
            other = accounts.by_nik(nik)
            if other and other.pk != person.pk:
                raise CommandError("NIK ini sudah dipakai akun lain. Cocokkan dulu KTP-nya di loket.")
            person.nik, person.nik_index = nik, index_of(nik)
            person.identified_at = person.identified_at or timezone.now()
        person.activated_at = person.activated_at or timezone.now()
        person.save()
        operations.post(office, person, post=options["post"], since=today, manages=options["manages"])
        self.stdout.write(f"{person.name} bertugas sebagai {options['post']}.")

    def _new(self, phone: str, name: str) -> Person:
        password = getpass.getpass(f"Kata sandi untuk {name}: ")
        if len(password) < 8:
            raise CommandError("kata sandi paling sedikit 8 huruf")
        return Person(phone=phone, name=name, password=make_password(password), registered_at=timezone.now())
