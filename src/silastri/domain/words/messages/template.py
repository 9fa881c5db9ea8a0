"""What every template of a message has in common."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Template(ABC):
    """A message as its ``key`` and its values. ``text`` puts them into words, once: no value is ever read as one."""

    key: ClassVar[str]
    is_secret: ClassVar[bool] = False  # whoever reads its link may act for its receiver, while the link holds
    link: str  # the one address of ours in it

    @abstractmethod
    def text(self) -> str: ...


def lines(*told: str) -> str:
    """What there is to tell, a line each."""
    return "\n".join(filter(None, told))


def about_case(what: str, service: str, ref: str, *more: str) -> str:
    """What happened, with the case that it happened to."""
    return lines(what, service, f"Nomor pendaftaran: {ref}", *more)
