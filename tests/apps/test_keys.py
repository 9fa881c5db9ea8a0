"""Keys change while everything goes on: what was sealed is sealed anew, and a ciphertext opens in its place alone."""

import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from silastri.apps.accounts import broken, keys, queries, resealing
from silastri.apps.accounts.hashing import SmallServerArgon2
from silastri.apps.accounts.models import Person, Resealing
from silastri.apps.accounts.sealed import row_fits
from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.remarks.models import Remark
from silastri.config import home
from silastri.config import settings as of_installation
from silastri.config.keyring import Keyring
from silastri.domain import sealing
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import NotFit
from silastri.jobs import resealing as job
from silastri.journey.desk.find_cases import matching
from silastri.journey.office import data_keys
from tests.builders import MONDAY, Town, a_case

ACT = Act(SYSTEM, MONDAY, "command")


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Path) -> Keyring:
    """Keys, alarms and files of this test alone."""
    found = home.open_home(tmp_path)
    home.make_first_key(found, home.open_keys(found / "keys"), "data")
    settings.HOME, settings.KEYRING = found, Keyring(found / "keys", "data")
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": found / "files"}}
    }
    return settings.KEYRING  # type: ignore[no-any-return]


def old_form(plain: bytes) -> bytes:
    """As values were sealed before they named their key and were bound to their row."""
    secret = keys.ring().secret(1)
    nonce = bytes(12)
    return b"\x01" + nonce + sealing._cipher(secret).encrypt(nonce, plain, b"\x01")


def stored(row: Any, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def put(row: Any, column: str, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk])


def work(at: Any = MONDAY) -> int:
    """Until nothing waits; the number of batches."""
    for n in range(1000):
        if not resealing.step(at, job.INDEXES, job.files):
            return n
    raise AssertionError("it never ends")


@pytest.mark.django_db
def test_a_ciphertext_opens_in_its_own_row_and_column_alone(town: Town) -> None:
    case, (thief, owner) = a_case(town, "pencetakan"), town.citizens[:2]
    own = stored(thief, "nik")
    put(thief, "nik", stored(owner, "nik"))
    with pytest.raises(sealing.CannotOpen, match=f"accounts_person.nik, baris {thief.pk}"):
        assert Person.objects.get(pk=thief.pk).nik
    assert broken.found() == [f"accounts_person.nik, baris {thief.pk}"]
    assert Person.objects.get(pk=owner.pk).nik == owner.nik
    work()
    assert broken.found() == [f"accounts_person.nik, baris {thief.pk}"], "found by whoever reads all, too"
    put(thief, "nik", own)
    work(MONDAY + timedelta(minutes=59))
    assert broken.found()
    work(MONDAY + timedelta(minutes=60))
    assert broken.found() == []
    put(case, "notes", stored(case, "answers"))
    with pytest.raises(sealing.CannotOpen):
        assert Case.objects.get(pk=case.pk).notes


@pytest.mark.django_db
def test_a_key_is_changed_and_the_old_one_retired(town: Town, ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    case, citizen = a_case(town, "pencetakan"), town.citizens[0]
    nik, answers = citizen.nik, case.answers
    remark = Remark.objects.create(case=case, by="Loket", person=town.officer("loket"), at=MONDAY, text="lama")
    put(citizen, "nik", old_form(nik.encode()))
    entry = log_line()
    file = default_storage.save("ab/abc", ContentFile(b"isi" * 1000))
    assert Person.objects.get(pk=citizen.pk).nik == nik, "what is bound to nothing opens until it is sealed anew"

    monkeypatch.setattr("silastri.config.keyring.LOOKS_EVERY", 3600)
    other_process = Keyring(ring.folder, "data")  # one that runs all the time
    other_process.ring()
    assert data_keys.rotate(ACT, wait=False) == 2
    fresh = Remark.objects.create(case=case, by="Loket", person=town.officer("loket"), at=MONDAY, text="baru")
    assert sealing.number_of(stored(fresh, "text")) == 2
    with pytest.raises(sealing.UnknownKey):
        sealing.unseal(other_process.ring(), stored(fresh, "text"))
    other_process._looked -= 3601  # an hour later
    assert other_process.ring().newest.number == 2
    assert queries.by_nik(nik) == citizen, "found under the old index meanwhile"
    assert case in matching(Case.objects.all(), town.office.pk, nik)
    with pytest.raises(NotFit, match="belum selesai"):
        data_keys.retire(ACT, 1)

    work()
    for row, column in ((citizen, "nik"), (case, "answers"), (remark, "text")):
        assert (sealing.number_of(stored(row, column)), sealing.is_bound(stored(row, column))) == (2, True)
    data_keys.retire(ACT, 1)
    assert not (ring.folder / "data.key").exists()
    assert queries.by_nik(nik) == citizen
    assert (Person.objects.get(pk=citizen.pk).nik, Case.objects.get(pk=case.pk).answers) == (nik, answers)
    assert case in matching(Case.objects.all(), town.office.pk, nik)
    assert Remark.objects.get(pk=remark.pk).text == "lama"
    with default_storage.open(file) as opened:
        assert opened.read() == b"isi" * 1000
    assert row_fits(LogEntry.objects.get(pk=entry.pk)), "what was sealed with the old key is still proven"
    assert cases.card_is_whole(Case.objects.get(pk=case.pk), cases.runs_of([case])[case.pk])
    with pytest.raises(NotFit, match="sedang dipakai"):
        data_keys.retire(ACT, 2)


@pytest.mark.django_db
def test_a_row_that_stays_takes_no_other_text_under_the_same_key(town: Town) -> None:
    case, by = a_case(town, "pencetakan"), town.officer("loket")
    remark = Remark.objects.create(case=case, by="Loket", person=by, at=MONDAY, text="lama")
    remark.text = "lain"
    with pytest.raises(DatabaseError, match="of remarks_remark is"), transaction.atomic():
        remark.save(update_fields=["text"])
    assert Remark.objects.get(pk=remark.pk).text == "lama"


def log_line() -> LogEntry:
    log(ACT, "rotate_key", "x")
    return LogEntry.objects.order_by("-pk")[0]


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_batch_it_goes_on_and_loses_nothing(ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written between, whenever the worker dies: all rows end under the newest key with what they said."""
    chance = Random(20260112)
    people = [
        Person.objects.create(name=f"Warga {n}", nik=f"{n:016}", registered_at=MONDAY, password="!") for n in range(30)
    ]
    monkeypatch.setattr(resealing, "_MOST", 7)
    said = {one.pk: one.nik for one in people}
    for one in people[::3]:
        put(one, "nik", old_form(said[one.pk].encode()))
    held = Person.objects.get(pk=people[5].pk)  # read before, written later
    at, went_on = MONDAY, resealing._went_on
    for _ in range(3):
        ring.rotate(wait=False)
        for _ in range(chance.randrange(2, 9)):

            def dies(*_: Any, does: bool = chance.random() < 0.4) -> None:
                if does:
                    raise KeyboardInterrupt
                went_on(*_)

            monkeypatch.setattr(resealing, "_went_on", dies)
            try:
                resealing.step(at, job.INDEXES, job.files)
            except KeyboardInterrupt:
                at += timedelta(minutes=3)  # the lease of the dead is over
            one = chance.choice(people)
            said[one.pk] = f"{chance.randrange(10**16):016}"
            one.nik = said[one.pk]
            one.save()
    monkeypatch.setattr(resealing, "_went_on", went_on)
    held.nik = said[held.pk]
    held.save()
    work(at + timedelta(minutes=3))
    for one in Person.objects.all():
        assert one.nik == said[one.pk]
        assert (sealing.number_of(stored(one, "nik")), one.nik_index) == (4, keys.index_of(said[one.pk]))
    assert [resealing.needs(number, at) for number in (1, 2, 3)] == [[], [], []]
    assert {row.broken for row in Resealing.objects.all()} == {0}


@pytest.mark.django_db
@pytest.mark.once
def test_a_file_keeps_its_name_and_a_deleted_one_stays_deleted(ring: Keyring) -> None:
    for name in ("ab/abc", "cd/cde"):
        default_storage.save(name, ContentFile(name.encode()))
    path = Path(default_storage.path("ab/abc"))
    Path(default_storage.path("cd/moved")).write_bytes(path.read_bytes())
    with pytest.raises(sealing.CannotOpen):
        default_storage.open("cd/moved")
    ring.rotate(wait=False)
    batch = job.files("", 10)
    assert (batch.seen, batch.changed, batch.broken) == (3, 2, 1)
    assert broken.found() == ["berkas cd/moved"]
    default_storage.delete("ab/abc")
    assert not default_storage.reseal("ab/abc")  # type: ignore[attr-defined]
    assert not path.exists()
    assert [one.name for one in path.parent.iterdir()] == []


@pytest.mark.once
def test_what_a_killed_worker_left_half_written_goes(ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    default_storage.save("ab/abc", ContentFile(b"isi"))
    path = Path(default_storage.path("ab/abc"))
    path.with_name("abc.1.baru").write_bytes(b"half")
    ring.rotate(wait=False)
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr("silastri.apps.documents.sealed_files.shutil.copyfileobj", dies)
        default_storage.reseal("ab/abc")  # type: ignore[attr-defined]
    assert default_storage.open("ab/abc").read() == b"isi"
    assert list(default_storage.names()) == ["ab/abc"]  # type: ignore[attr-defined]
    assert default_storage.reseal("ab/abc")  # type: ignore[attr-defined]
    assert [one.name for one in path.parent.iterdir()] == ["abc"]
    assert default_storage.open("ab/abc").read() == b"isi"


@pytest.mark.once
def test_the_session_key_changes_under_running_processes(settings: Any, ring: Keyring) -> None:
    home.make_first_key(ring.folder.parent, ring.folder, "session")
    settings.SESSION_KEYRING = Keyring(ring.folder, "session")
    keys.follow_session_key()
    first = settings.SECRET_KEY
    settings.SESSION_KEYRING.rotate(wait=False)
    keys.follow_session_key()
    assert first != settings.SECRET_KEY
    assert [first] == settings.SECRET_KEY_FALLBACKS
    assert data_keys.needs(MONDAY, 1, data_keys.SESSION) == ["Tautan dan sesi lama masih memakai kunci 1, 24 jam lagi."]


@pytest.mark.once
def test_a_key_begins_at_one_moment_for_all(ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("silastri.config.keyring.time.time", lambda: now)
    monkeypatch.setattr("silastri.config.keyring.time.sleep", lambda _: None)
    ring.rotate()
    assert [key.number for key in ring.ring().keys] == [1, 2], "known to all, and used by none"
    now += 6
    assert [key.number for key in ring.ring().keys] == [2, 1]
    mode = (ring.folder / "data-2.key").stat().st_mode & 0o777
    assert mode == 0o600


@pytest.fixture
def hashed(settings: Any) -> Any:
    """As an installation hashes passwords."""
    settings.PASSWORD_HASHERS = of_installation.PASSWORD_HASHERS
    return settings


@pytest.mark.once
def test_a_password_is_guessed_by_nobody_who_has_the_database_alone(hashed: Any, tmp_path: Path) -> None:
    kept = make_password("kedondong ungu palu")
    assert check_password("kedondong ungu palu", kept) and not check_password("kedondong ungu palu!", kept)
    other = home.open_keys(tmp_path / "lain")
    home.make_first_key(tmp_path, other, "data")
    hashed.KEYRING = Keyring(other, "data")
    assert not check_password("kedondong ungu palu", kept), "by another installation's key"


@pytest.mark.once
def test_a_password_outlasts_the_keys_and_is_hashed_anew_when_it_is_said(town: Town, hashed: Any) -> None:
    person, typed = town.citizens[0], "kedondong ungu palu"
    before = SmallServerArgon2().encode(typed, "garamgaramgaram")
    Person.objects.filter(pk=person.pk).update(password=before)
    hashes = [before]
    for change in (lambda: None, lambda: hashed.KEYRING.rotate(wait=False), lambda: hashed.KEYRING.retire(1)):
        change()
        person.refresh_from_db(fields=["password"])
        assert person.check_password(typed)
        hashes.append(person.password)
    assert [one.split("$")[:2] for one in hashes] == [
        ["argon2", "argon2id"],
        ["sealed", "1"],
        ["sealed", "2"],
        ["sealed", "2"],
    ]
    assert check_password(typed, hashes[1]), "of the key that is retired"
    assert not check_password(typed, hashes[1].replace("sealed$1$", "sealed$9$"))
