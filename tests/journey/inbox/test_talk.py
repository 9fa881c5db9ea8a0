"""Whoever writes gets one answer by the way he came; who he is, is believed by proof alone."""

from datetime import timedelta
from itertools import pairwise

import pytest

from silastri.adapters.messaging.port import Incoming
from silastri.apps.accounts.models import Person
from silastri.apps.conversations.models import Conversation, Said, Sender
from silastri.apps.messages.models import Message
from silastri.apps.surveys.models import Invitation
from silastri.domain.words.messages.account import Activation
from silastri.journey.inbox import answer as table
from silastri.journey.inbox import talk
from silastri.journey.inbox.understand import understand
from silastri.journey.outbox.say import SECRET
from silastri.journey.outbox.send import send
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.incoming import AT, BUDI, answers, now, the_conversation, wrote

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NIGHT = AT.replace(hour=22)


def known(town: Town, number: str = BUDI) -> Person:
    person = town.citizens[0]
    Person.objects.filter(pk=person.pk).update(phone=number, activated_at=AT - DAY)
    return Person.objects.get(pk=person.pk)


def test_a_number_is_answered_with_what_its_public_page_says_and_no_more(town: Town, client) -> None:  # type: ignore[no-untyped-def]
    case = a_case(town)
    at = AT + 7 * DAY
    [answer] = wrote(f"Pagi pak, {case.ref.lower()} sampai mana?", at)
    lines = answer.split("\n")
    assert lines[1] == f"Nomor pendaftaran: {case.ref}"
    assert lines[-1] == f"Selengkapnya: http://testserver/lacak/{case.ref}/"
    for private in (case.applicant.name.split()[0], case.applicant.nik, case.holder_name or "-x-", BUDI[3:]):
        assert private not in answer
    assert the_conversation().state == "closed", "nobody has to read it"
    assert the_conversation().office == town.office
    [message] = answers()
    assert (message.to, message.channel, message.purpose, message.template) == (
        BUDI,
        "whatsapp",
        "asked",
        "whereabouts",
    )


def test_the_sentence_is_that_of_the_page(town: Town, client, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    case = a_case(town, None)
    at = AT + 30 * DAY
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: at)
    sentence = wrote(case.ref, at)[0].split("\n")[2]
    assert sentence in client.get(f"/lacak/{case.ref}/").content.decode()


def test_a_number_that_is_none_is_said_so_and_a_draft_is_not_there(town: Town) -> None:
    draft = a_case(town, "pengajuan")
    for n, ref in enumerate(("RHL-00000-00000", draft.ref)):
        assert wrote(f"cek {ref}", AT + n * 2 * MINUTE)[0].startswith(f"Nomor pendaftaran {ref} tidak kami temukan.")
    assert wrote("STATUS", AT + 5 * MINUTE)[0].startswith("Kirim nomor pendaftaran Anda, misalnya RHL-7KQ4M-9XT2V.")


def test_a_question_is_for_a_person_and_that_is_said_once(town: Town) -> None:
    assert "Petugas menjawab di sini. Hari ini kami buka sampai pukul" in wrote("Berapa biayanya?")[0]
    assert wrote("Halo? Ada orang?", AT + 5 * MINUTE) == []
    found = the_conversation()
    assert (found.state, found.topic, found.said.count(), found.waits_since) == ("open", "general", 3, AT)


def test_outside_office_hours_it_says_when_the_office_opens(town: Town) -> None:
    [answer] = wrote("Berapa biayanya?", NIGHT)
    assert answer.startswith("Kantor sedang tutup dan buka lagi besok pukul")
    assert "Kirim ADUAN" in answer


def test_a_complaint_is_a_conversation_of_its_own(town: Town) -> None:
    wrote("Berapa biayanya?")
    assert wrote("ADUAN", AT + 2 * MINUTE)[0].startswith("Tulis ADUAN, lalu isi aduan Anda")
    assert wrote("ADUAN: petugas tidak ada", AT + 4 * MINUTE) == [SECRET], "its code is the sender's alone"
    assert sorted(Conversation.objects.values_list("topic", "state")) == [("complaint", "open"), ("general", "open")]


def test_whoever_stops_gets_what_he_must_know_and_no_more(town: Town) -> None:
    person = known(town)
    assert wrote("Berhenti.")[0].startswith("Baik. Kabar bahwa permohonan maju")
    a_case(town, "verifikasi")
    mine = Message.objects.filter(person=person, template__in=["news", "progress"])
    mine.update(due_at=AT, turn=99)
    at = AT + 8 * DAY
    while send(now(at)):
        pass
    assert set(mine.filter(template="progress").values_list("state", flat=True)) <= {"merged"}
    last = mine.latest("pk")
    Message.objects.filter(pk=last.pk).update(template="progress", rank=2, state="queued", due_at=at, attempts=0)
    send(now(at))
    last.refresh_from_db()
    assert (last.state, last.error) == ("merged", "Penerima tidak mau dikabari kemajuan.")
    assert wrote("lanjut", at)[0].startswith("Baik. Setiap permohonan Anda maju")
    Message.objects.filter(pk=last.pk).update(state="queued", due_at=at, attempts=0, error="")
    send(now(at))
    last.refresh_from_db()
    assert last.state == "sent"


def test_the_survey_is_that_of_his_newest_finished_case(town: Town) -> None:
    assert wrote("SKM")[0].endswith("/survei/"), "nobody we know"
    known(town)
    case = a_case(town, None)
    Invitation.objects.filter(case=case).update(state="open")
    assert wrote("skm", AT + 20 * DAY)[0].endswith(f"/survei/{case.invitation.code}/?dari=wa")


def test_a_picture_without_words_is_kept_and_asks_for_words(town: Town) -> None:
    assert wrote("", kind="image")[0].startswith("Pesan Anda kami simpan, tetapi gambar")
    assert (the_conversation().state, the_conversation().said.first().kind) == ("open", "image")


def test_thanks_and_machines_get_no_answer(town: Town) -> None:
    assert wrote("Terima kasih 🙏") == []
    assert wrote("Ini pesan otomatis. Kami libur.", AT + MINUTE) == []
    assert wrote("Kuota Anda habis", AT + 2 * MINUTE, number="3636") == []
    assert Said.objects.count() == 3
    assert set(Conversation.objects.values_list("state", flat=True)) == {"closed"}


def test_one_answer_a_minute_and_some_a_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "_A_DAY", 10)
    for n in range(9):
        wrote("bantuan", AT + n * timedelta(seconds=10), provider_id=f"m{n}")
    due = sorted(message.due_at for message in answers())
    assert all(later - earlier >= MINUTE for earlier, later in pairwise(due))
    for n in range(5):
        wrote("bantuan", AT + timedelta(hours=1, minutes=3 * n), provider_id=f"n{n}")
    assert len(answers()) == 6, "five within the first minutes, and the tenth try is the last of the day"


def test_the_same_message_is_heard_once_however_it_comes(town: Town) -> None:
    wrote("Berapa biayanya?", provider_id="wamid.1")
    assert wrote("Berapa biayanya? ", AT + 20 * MINUTE, provider_id="wamid.1") == []
    assert Said.objects.filter(is_from_citizen=True).count() == 1


def test_what_comes_out_of_order_moves_no_moment_back(town: Town) -> None:
    wrote("Dua", AT)
    wrote("Satu", AT + MINUTE, said_at=AT - MINUTE)
    wrote("Tiga", AT + 2 * MINUTE, said_at=AT + DAY)
    assert the_conversation().last_in_at == AT + 2 * MINUTE, "a clock that is wrong opens no window"


SPELLINGS = (
    "+6281110000011",
    "6281110000011",
    "081110000011",
    "0811-1000-0011",
    "0811 1000 0011",
    "+62 811-1000-0011",
    "62811 1000 0011",
    "(0811) 10000011",
    "+62.811.1000.0011",
    " 0811/1000/0011 ",
)


def test_a_number_in_any_spelling_is_the_same_sender(town: Town) -> None:
    found = {talk._who("whatsapp", Incoming("x", "x", number=spelling)) for spelling in SPELLINGS}
    assert found == {(BUDI, "")}
    person = known(town)
    wrote("Selamat pagi")
    wrote("Selamat siang", AT + 5 * MINUTE, number=SPELLINGS[3])
    sender = Sender.objects.get()
    assert (sender.number, sender.person, sender.proof) == (BUDI, person, "number")


def test_a_number_that_only_was_typed_proves_nobody(town: Town) -> None:
    person = known(town)
    Person.objects.filter(pk=person.pk).update(activated_at=None, identified_at=None)
    wrote("Selamat pagi")
    assert Sender.objects.get().person is None
    Person.objects.filter(pk=person.pk).update(identified_at=AT)
    wrote("Selamat siang", AT + 5 * MINUTE)
    assert Sender.objects.get().person == person
    Person.objects.filter(pk=person.pk).update(phone="+6281110000099")
    wrote("Selamat sore", AT + 10 * MINUTE)
    assert Sender.objects.get().person is None, "the number is no longer his"


def test_whoever_has_no_number_is_answered_by_the_providers_name_and_known_once_both_came(town: Town) -> None:
    person = known(town)
    wrote("Selamat pagi", number="", user_id="ID.77")
    [message] = answers()
    assert (message.to, message.user_id) == ("", "ID.77")
    assert Sender.objects.get().person is None
    wrote("Halo", AT + 2 * MINUTE, number=BUDI)
    assert Sender.objects.count() == 2
    wrote("Lagi", AT + 4 * MINUTE, number=BUDI, user_id="ID.77")
    sender = Sender.objects.get()
    assert (sender.number, sender.user_id, sender.person) == (BUDI, "ID.77", person)
    assert Conversation.objects.filter(sender=sender).count() == Conversation.objects.count()
    wrote("Dan lagi", AT + 6 * MINUTE, number="", user_id="ID.77")
    assert Sender.objects.get().person == person, "his number was seen with that name"


def test_a_number_that_passed_on_to_another_takes_no_proof_along(town: Town) -> None:
    known(town)
    wrote("Selamat pagi", user_id="ID.1")
    Person.objects.update(phone=None)
    wrote("Saya orang lain", AT + 2 * MINUTE, user_id="ID.2")
    assert sorted(Sender.objects.values_list("user_id", "number", "person")) == [
        ("ID.1", "", None),
        ("ID.2", BUDI, None),
    ]


def test_an_answer_goes_no_other_way(town: Town) -> None:
    wrote("Selamat pagi", number="+6281100000404")  # cannot be reached
    while send(now(AT + MINUTE)):
        pass
    assert [(message.channel, message.state) for message in answers()] == [("whatsapp", "failed")]


def test_by_email_it_goes_to_the_address(town: Town) -> None:
    wrote("bantuan", channel="email", user_id="Warga.Contoh@example.org")
    [message] = answers()
    assert (message.channel, message.to, message.user_id) == ("email", "warga.contoh@example.org", "")


def test_it_is_for_the_office_of_the_number_then_of_his_newest_case_then_of_the_setting(town: Town, settings) -> None:  # type: ignore[no-untyped-def]
    kampar = a_town(STANDARDS / "kampar")
    settings.HELP_OFFICE = "kampar"
    wrote("Selamat pagi", number="+6281110000033")
    assert the_conversation().office == kampar.office
    settings.HELP_OFFICE = "tidak-ada"
    wrote("Selamat pagi", number="+6281110000034")
    assert Conversation.objects.count() == 2
    known(town)
    case = a_case(town)
    wrote("Selamat pagi")
    assert Conversation.objects.latest("pk").office == case.office


def test_without_an_office_it_waits(db: None) -> None:
    assert wrote("Selamat pagi") == []
    a_town()
    understand(now(AT + 5 * MINUTE))
    assert the_conversation().said.count() == 2


def test_what_came_very_late_is_left_to_a_person(town: Town) -> None:
    assert wrote("Berapa biayanya?", AT + 2 * DAY, said_at=AT) == []
    assert the_conversation().state == "open"


def test_a_secret_link_is_sent_and_not_shown_to_officers(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other answerers join the table: whoever reads a link to open an account could open it."""
    secret = Activation(link="http://testserver/aktivasi/rahasia")
    monkeypatch.setattr(table, "ANSWERERS", (lambda *_: secret,))
    assert wrote("DAFTAR 12345678") == [SECRET]
    [message] = answers()
    assert (secret.link in message.body, message.office) == (True, None)
    assert the_conversation().state == "closed"
