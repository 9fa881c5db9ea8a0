"""Where the gateway stands: how it behaves now, what it must be told, and whom it calls back."""

import threading
from dataclasses import dataclass, field, replace

from .behaviour import NORMAL, Behaviour


@dataclass(frozen=True, slots=True)
class Hook:
    """``url`` and ``secret`` of the calls of WhatsApp; ``sms_url`` of those of the plain SMS gateway."""

    url: str = ""
    secret: str = "contoh-rahasia"
    sms_url: str = ""


@dataclass(slots=True)
class Place:
    token: str = "contoh-token"
    seed: int = 1
    hook: Hook = Hook()
    behaviour: Behaviour = NORMAL
    _usual: Behaviour = NORMAL
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def behave(self, behaviour: Behaviour) -> None:
        with self._lock:
            if not behaviour.times:
                self._usual = behaviour
            self.behaviour = behaviour

    def taken(self) -> Behaviour:
        """The behaviour for one message. One that is for a number of messages ends with the last of them."""
        with self._lock:
            behaviour = self.behaviour
            if behaviour.times > 1:
                self.behaviour = replace(behaviour, times=behaviour.times - 1)
            elif behaviour.times == 1:
                self.behaviour = self._usual
            return behaviour
