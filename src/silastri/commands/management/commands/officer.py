"""Puts a person in a post, and makes an account if there is none; lets in again whoever lost every proof."""

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
from silastri.domain.act import SYSTEM, Act
from silastri.domain.person_name import person_name
from silastri.journey.accounts import rescue
from silastri.journey.apply.new_password import first_link


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Tambah petugas: akun, jabatan, dan bila perlu hak mengelola kantor. Tautan untuk membuat kata sandi dicetak "
        "di sini; berikan langsung kepada orangnya. Dengan --rescue: kode bagi petugas yang kehilangan bukti kedua."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rescue", action="store_true", help="hanya cetak kode pemulihan, tanpa jabatan baru")
        parser.add_argument("--office", default="", help="nama map kantor")
        parser.add_argument("--post", default="", help="jabatan menurut kantor.yaml")
        parser.add_argument("--name", default="")
        parser.add_argument("--phone", required=True, help="nomor WhatsApp")
        parser.add_argument("--nik", default="", help="untuk tanda tangan di BSrE")
        parser.add_argument("--nip", default="")
        parser.add_argument("--rank", default="", help="pangkat, dicetak di surat")
        parser.add_argument("--manages", action="store_true", help="boleh mengubah petugas dan hari libur")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rescue"]:
            self._rescue(options["phone"])
        else:
            self._add(options)

    def _add(self, options: dict[str, Any]) -> None:
        if missing := [f"--{name}" for name in ("office", "post", "name") if not options[name]]:
            raise CommandError(f"isi juga {', '.join(missing)}")
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
        person = accounts.by_phone(phone) or self._new(phone, name)
        is_new = person.pk is None
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
        if is_new:
            self.stdout.write(f"Buka tautan ini untuk membuat kata sandi; sekali pakai, 24 jam:\n{first_link(person)}")

    def _new(self, phone: str, name: str) -> Person:
        return Person(phone=phone, name=name, password=make_password(None), registered_at=timezone.now())

    def _rescue(self, typed: str) -> None:
        try:
            person = accounts.by_phone(identity.whatsapp(typed).e164)
        except identity.NotAnIdentity as error:
            raise CommandError(str(error)) from None
        if person is None or not person.activated_at:
            raise CommandError("tidak ada akun aktif dengan nomor itu")
        code = rescue.by_operator(Act(SYSTEM, timezone.now(), "command"), person=person)
        self.stdout.write(f"Kode untuk {person.name}, sekali pakai, 24 jam: {code}")
        self.stdout.write("Ia masuk dengan kata sandi, lalu mengetik kode ini sebagai kode cadangan.")
