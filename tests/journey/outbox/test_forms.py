"""Where a provider takes no free text, a message goes out by the form that it approved, or another way."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from silastri import adapters
from silastri.adapters.messaging.port import Form, Outgoing, Pace, TemplateNews, TryAgain, WillNotWork
from silastri.apps.messages.models import Message
from silastri.apps.wordings.models import Approval, Wording
from silastri.domain.act import SYSTEM, Act
from silastri.domain.words.messages.case import Limit, News
from silastri.domain.words.messages.vendor import house_name
from silastri.journey.office import text_approval
from silastri.journey.office.text_approval import NotReached
from silastri.journey.outbox import send as sending
from silastri.journey.outbox.send import send
from tests.builders import MONDAY, Town, a_case
from tests.journey.office.test_message_text import published

NOW = Act(SYSTEM, MONDAY.replace(hour=10), "job")
HOUSE = house_name(News)
MINE = "silastri_rokan_hilir_news_v1"


@dataclass
class Strict:
    """A provider that takes only what it approved."""

    is_simulated = True
    gives_receipts = True
    needs_forms = True
    pace = Pace(a_second=1000)
    got: list[Outgoing] = field(default_factory=list)
    proposed: list[tuple[str, ...]] = field(default_factory=list)
    knows: list[TemplateNews] = field(default_factory=list)
    fails: Exception | None = None

    def send(self, message: Outgoing) -> str:
        self.got.append(message)
        return f"w-{message.reference}"

    def propose(self, form_name: str, language: str, category: str, body: str, examples: list[str]) -> str:
        if self.fails:
            raise self.fails
        self.proposed.append((form_name, language, category, body, *examples))
        return "1"

    def proposals(self) -> list[TemplateNews]:
        if self.fails:
            raise self.fails
        return self.knows


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> Strict:
    made, get = Strict(), adapters.get
    monkeypatch.setattr(adapters, "get", lambda port: made if port == "whatsapp" else get(port))
    return made


@pytest.fixture
def told(town: Town) -> Callable[..., Message]:
    def make(wording: Wording | None = None) -> Message:
        case = a_case(town)
        found = Message.objects.filter(person=case.applicant, template="news").latest("pk")
        Message.objects.exclude(pk=found.pk).delete()
        Message.objects.update(to="+6281110000001", due_at=NOW.at, wording=wording)
        return Message.objects.get()

    return make


def approve(name: str, status: str = "approved", category: str = "utility", why: str = "") -> None:
    assert text_approval.hear(NOW, TemplateNews(name, "id", status=status, category=category, why=why))


def all_sent() -> list[tuple[str, str]]:
    while send(NOW):
        pass
    return list(Message.objects.order_by("pk").values_list("channel", "state"))


def test_without_an_approved_form_it_goes_the_next_way_and_says_why(
    strict: Strict, told: Callable[..., Message]
) -> None:
    told()
    assert all_sent() == [("whatsapp", "failed"), ("sms", "sent")]
    failed = Message.objects.get(channel="whatsapp")
    assert (failed.error, failed.code) == ("Teks pesan ini belum disetujui WhatsApp.", "form")
    assert strict.got == []


def test_the_form_has_its_values_in_order(strict: Strict, town: Town, told: Callable[..., Message]) -> None:
    message = told()
    text_approval.propose(NOW, town.office)
    approve(HOUSE)
    assert all_sent() == [("whatsapp", "sent")]
    sent, words = strict.got[0], message.words.shown()
    values = [" ".join(words[name].split()) for name in ("what", "service", "ref", "then", "link")]
    assert sent.form == Form(HOUSE, values, "id")
    assert sent.body == message.body


def test_until_its_own_text_is_approved_the_house_s_goes_out_and_is_kept(
    strict: Strict, town: Town, told: Callable[..., Message]
) -> None:
    own = published(town)
    told(own)
    assert text_approval.propose(NOW, town.office) > 20
    approve(HOUSE)
    assert all_sent() == [("whatsapp", "sent")]
    sent = Message.objects.get()
    assert (strict.got[0].form and strict.got[0].form.name, sent.wording) == (HOUSE, None)
    assert sent.body == strict.got[0].body == sent.words.text()
    Message.objects.update(state="queued", wording=own, due_at=NOW.at)
    approve(MINE)
    assert all_sent() == [("whatsapp", "sent")]
    assert (strict.got[1].form and strict.got[1].form.name, Message.objects.get().wording) == (MINE, own)
    assert strict.got[1].body.startswith("Halo, ")


@pytest.mark.parametrize(("status", "category", "state"), [
    ("paused", "", "paused"),
    ("disabled", "", "paused"),
    ("rejected", "", "refused"),
    ("pending", "", "waiting"),
    ("approved", "marketing", "dearer"),
    ("", "marketing", "dearer"),
    ("seldom_heard", "", "approved"),
])  # fmt: skip
def test_what_the_provider_says_later_is_kept(
    strict: Strict, town: Town, told: Callable[..., Message], status: str, category: str, state: str
) -> None:
    told()
    text_approval.propose(NOW, town.office)
    approve(HOUSE)
    approve(HOUSE, status, category, "Sebabnya ini.")
    found = Approval.objects.get(name=HOUSE)
    assert (found.state, found.why) == (state, "Sebabnya ini.")
    assert all_sent()[0] == ("whatsapp", "sent" if state in ("approved", "dearer") else "failed")


def test_a_dearer_text_comes_after_the_house_s(strict: Strict, town: Town, told: Callable[..., Message]) -> None:
    told(published(town))
    text_approval.propose(NOW, town.office)
    approve(HOUSE)
    approve(MINE, "approved", "marketing")
    assert all_sent() == [("whatsapp", "sent")]
    assert strict.got[0].form and strict.got[0].form.name == HOUSE
    approve(MINE, "", "utility")
    assert Approval.objects.get(name=MINE).state == "approved", "it was moved back"


def test_who_wrote_lately_gets_free_text(
    strict: Strict, told: Callable[..., Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    told()
    monkeypatch.setattr(sending, "is_window_open", lambda *_: True)
    assert all_sent() == [("whatsapp", "sent")]
    assert strict.got[0].form is None


def test_each_text_is_proposed_once_with_an_example_for_each_place(strict: Strict, town: Town) -> None:
    published(town)
    many = text_approval.propose(NOW, town.office)
    assert many == len(strict.proposed) == len({name for name, *_ in strict.proposed})
    mine = next(one for one in strict.proposed if one[0] == MINE)
    assert mine[1:4] == (
        "id",
        "utility",
        "Halo, {{1}}.\nNomor pendaftaran {{2}}.\n{{3}}\nLihat {{4}}\nTerima kasih.",
    )
    assert len(mine[4:]) == 4
    assert text_approval.propose(NOW, town.office) == 0
    assert Approval.objects.get(name=MINE).state == "waiting"


def test_what_is_refused_says_why_and_may_be_proposed_again(strict: Strict, town: Town) -> None:
    strict.fails = WillNotWork("Meta menolak pola pesan ini: terlalu pendek")
    assert text_approval.propose(NOW, town.office, {HOUSE}) == 0
    refused = Approval.objects.get()
    assert (refused.state, refused.why) == ("refused", "Meta menolak pola pesan ini: terlalu pendek")
    strict.fails = None
    assert text_approval.propose(NOW, town.office, {HOUSE}) == 1


def test_a_provider_that_is_away_changes_nothing(strict: Strict, town: Town) -> None:
    strict.fails = TryAgain("Layanan pesan tidak menjawab.")
    with pytest.raises(NotReached, match="tidak menjawab"):
        text_approval.propose(NOW, town.office)
    assert set(Approval.objects.values_list("state", flat=True)) == {"not_sent"}
    with pytest.raises(NotReached):
        text_approval.ask(NOW)


def test_asking_how_they_stand(strict: Strict, town: Town) -> None:
    text_approval.propose(NOW, town.office, {HOUSE, house_name(Limit)})
    strict.knows = [
        TemplateNews(HOUSE, "id", "approved", category="utility"),
        TemplateNews("orang_lain", "id", "approved"),
    ]
    assert text_approval.ask(NOW) == 1
    assert text_approval.ask(NOW) == 0
    assert text_approval.hear(NOW, TemplateNews("orang_lain", "id", "approved")) is None
    assert Approval.objects.get(name=house_name(Limit)).state == "not_sent", "the provider never had it"
