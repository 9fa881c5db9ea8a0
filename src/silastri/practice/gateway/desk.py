"""What the gateway does for each of its channels."""

from typing import Any, Protocol

from .callbacks import Maker
from .fate import News, Verdict
from .kept import Sent
from .place import Place


class Desk(Protocol):
    @property
    def place(self) -> Place: ...

    def judged(self, sent: Sent) -> Verdict: ...

    def kept(self, sent: Sent, verdict: Verdict, one_id: str, *, outside_window: bool = False) -> list[News]: ...

    def plan(self, after: float, maker: Maker, piece: Any) -> None: ...

    def user_id(self, number: str) -> str: ...

    def hides_number(self, number: str) -> bool: ...

    def heard(self, one_id: str, news: str) -> None: ...
