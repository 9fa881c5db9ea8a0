"""By which ways somebody is told, and who is told in his place."""

from dataclasses import dataclass, replace

from silastri.adapters.messaging import channels
from silastri.apps.accounts import addresses
from silastri.apps.accounts.models import Address, Person
from silastri.domain.words.messages.case import News
from silastri.domain.words.messages.reach import ForAnother, NewsForAnother
from silastri.domain.words.messages.template import Purpose, Template

from .links import absolute


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where a message goes first. ``whose`` is the name of somebody trusted, empty for the person himself."""

    channel: str
    to: str
    whose: str = ""


def is_told(person: Person, words: Template) -> bool:
    """Whether a message is made at all: what somebody must know reaches him on paper at least."""
    return bool(person.phone) or words.purpose is Purpose.NEEDED


def without_phone(person: Person) -> Receiver:
    """His own e-mail, else somebody trusted, else the slip that he is given at the counter."""
    found = addresses.proven(person.pk)
    return _receiver(found[0]) if found else Receiver("slip", "")


def by_email(person: Person) -> str:
    """His own address that is proved, or nothing."""
    own = (one.value for one in addresses.proven(person.pk) if one.channel == Address.Channel.EMAIL and not one.whose)
    return next(own, "")


def by_trusted(person: Person) -> Receiver | None:
    """Whom he trusts with what he must know."""
    found = (one for one in addresses.proven(person.pk) if one.whose)
    return next((_receiver(one) for one in found), None)


def _receiver(one: Address) -> Receiver:
    return Receiver(one.channel, one.value, one.whose)


def in_his_place(words: Template) -> ForAnother:
    """What somebody trusted is told: the same without a name, and the page that is open to all. He has no account."""
    ref = getattr(words, "ref", "")
    link = absolute("track", ref) if ref else absolute("find")
    made = NewsForAnother if isinstance(words, News) else ForAnother
    return made(told=replace(words, link="").text(), link=link)


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody is told, as he reads it before he hands in."""

    to: str
    channels: tuple[str, ...]
    whose: str = ""


def shown(person: Person) -> list[Told]:
    """All by whom he is told, the first one first; empty where only a slip is left."""
    open_ways, found = channels(), list[Told]()
    number = tuple(way for way in open_ways if way != "email")
    if person.phone and number:
        found.append(Told(person.phone, number))
    for one in addresses.proven(person.pk):
        ways = ("email",) if one.channel == Address.Channel.EMAIL else number
        if set(ways) & set(open_ways):
            found.append(Told(one.value, ways, one.whose))
    return found


def sends(channel: str) -> bool:
    return channel in channels()
