"""What both versions of the service share: who may sign, how an answer is judged, what is written down."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from silastri.adapters.signing.authority import Authority
from silastri.adapters.signing.port import (
    Answered,
    CannotTell,
    NotSigned,
    Order,
    OutcomeUnknown,
    Pen,
    Signed,
    Signer,
    SignerAway,
    Verdict,
    WrongPassphrase,
)

from . import received, words
from .appearance import Appearance
from .believed import Believed
from .server import Answer, NotAnswered, NotReached, Seconds, Server

_Failure = TypeVar("_Failure", bound=Answered)
_NOBODY_KNOWS = 408, 499  # besides the 5xx: a server on the way stopped waiting


@dataclass(frozen=True, slots=True)
class Hand:
    """The signer with the secret that only the signer knows; it is never printed."""

    nik: str
    passphrase: str

    def __repr__(self) -> str:
        return "Hand(...)"


class EsignClient(ABC):
    def __init__(
        self,
        *,
        url: str,
        user: str,
        password: str,
        authority: Path,
        roots: Path | None,
        seconds: Mapping[str, int] | None = None,
        image: Path | None = None,
        place: str = "",
    ) -> None:
        """``authority``: folder of the demo authority. ``roots``: folder with the root certificates of BSrE, or None
        while trying with the fake service. ``image`` and ``place``: for ``Appearance.read``."""
        self._server = Server(url, user, password, Seconds(**(seconds or {})))
        self._believed = Believed(roots, Authority(Path(authority), Path(authority)))
        self.is_demo, self.is_ready = self._believed.is_demo, True
        self.authority_name = words.EXAMPLE if self.is_demo else words.CERTIFIED
        self._appearance = Appearance.read(image, place)

    @contextmanager
    def pen(self, signer: Signer, passphrase: str) -> Iterator[Pen]:
        """Asks first whether this person may sign, so that an outage or an expired certificate is known before anything
        is sent."""
        if not signer.nik:
            raise NotSigned(words.NO_NIK)
        state = self._state_of(signer.nik)
        if refused := _why_not(state):
            raise _noting(NotSigned(refused), state)
        pen = _Pen(self, Hand(signer.nik, passphrase))
        try:
            yield pen
        finally:
            pen.hand = None

    def find(self, document: str) -> Signed | None:
        raise CannotTell(words.CANNOT_TELL)

    def verify(self, pdf: bytes) -> Verdict:
        return self._believed.verify(pdf)

    def verify_sent(self, pdf: bytes) -> Verdict:
        return self._believed.verify_sent(pdf)

    def may_not_sign(self, nik: str) -> str:
        """Why the person may not sign now, in a sentence; empty if they may. Raises NotSigned, SignerAway."""
        return _why_not(self._state_of(nik))

    def _state_of(self, nik: str) -> Answer:
        """The service's state of a person. Raises NotSigned, SignerAway."""
        answer = self._safely(lambda: self._status(nik))
        if answer.status >= 500:
            raise _noting(SignerAway(words.AWAY), answer)
        said = words.said(answer.content)
        if not (words.word(said) or words.code(said)):
            raise _noting(NotSigned(words.STRANGE), answer)
        return answer

    def ask_verdict(self, pdf: bytes) -> Verdict:
        """The service's own verdict about a file. Raises CannotTell, SignerAway."""
        answer = self._later(lambda: self._verdict(pdf))
        said = words.said(answer.content)
        if answer.status != 200 or not said:
            raise CannotTell(words.NOT_CHECKED)
        return replace(self._read_verdict(said), is_example=self.is_demo)

    def _safely(self, ask: Callable[[], Answer]) -> Answer:
        """For requests that sign nothing and may be tried again after any failure. Raises NotSigned, SignerAway."""
        try:
            answer = ask()
        except NotReached:
            raise SignerAway(words.AWAY) from None
        except NotAnswered as lost:
            raise _noting(SignerAway(words.AWAY), lost) from None
        self._must_be_meant(answer)
        return answer

    def _later(self, ask: Callable[[], Answer]) -> Answer:
        """For questions about letters that may be signed already. Raises CannotTell, SignerAway."""
        try:
            return self._safely(ask)
        except SignerAway:
            raise SignerAway(words.AWAY_NOW) from None
        except NotSigned:
            raise CannotTell(words.NOT_ASKED) from None

    def _must_be_meant(self, answer: Answer) -> None:
        """Checks that the server is a simulation if and only if this installation is for examples. Raises NotSigned."""
        if answer.is_simulated is not self.is_demo:
            raise _noting(NotSigned(words.REAL if self.is_demo else words.SIMULATED), answer)
        if answer.status in (401, 403):
            raise _noting(NotSigned(words.CREDENTIALS), answer)
        if 300 <= answer.status < 400 or answer.status in (404, 405):
            raise _noting(NotSigned(words.STRANGE), answer)

    def sign(self, hand: Hand, pdf: bytes, order: Order) -> Signed:
        """Raises NotSigned, SignerAway, OutcomeUnknown."""
        try:
            answer = self._sign(hand, pdf, order)
        except NotReached:
            raise SignerAway(words.AWAY) from None
        except NotAnswered as lost:
            raise _noting(OutcomeUnknown(words.NO_ANSWER), lost) from None
        self._must_be_done(answer)
        signed = self._file(answer)
        try:
            holder = received.holder(pdf, signed, self._believed)
        except received.Wrong as wrong:
            raise _noting(OutcomeUnknown(str(wrong)), answer) from None
        return Signed(signed, document=answer.document, answer=_log(answer), holder=holder)

    def _must_be_done(self, answer: Answer) -> None:
        if answer.status >= 500 or answer.status in _NOBODY_KNOWS:
            raise _noting(OutcomeUnknown(words.BROKEN), answer)
        self._must_be_meant(answer)
        said = words.said(answer.content)
        if refused := words.refusal(said):
            kind = WrongPassphrase if words.is_wrong_passphrase(said) else NotSigned
            raise _noting(kind(refused), answer)
        if answer.status >= 300:
            raise _noting(NotSigned(words.REFUSED), answer)

    @abstractmethod
    def _sign(self, hand: Hand, pdf: bytes, order: Order) -> Answer: ...

    @abstractmethod
    def _file(self, answer: Answer) -> bytes:
        """The signed file; empty when the answer has none."""

    @abstractmethod
    def _status(self, nik: str) -> Answer: ...

    @abstractmethod
    def _verdict(self, pdf: bytes) -> Answer: ...

    @abstractmethod
    def _read_verdict(self, said: dict[str, Any]) -> Verdict: ...


class _Pen:
    def __init__(self, client: EsignClient, hand: Hand) -> None:
        self._client = client
        self.hand: Hand | None = hand

    def sign(self, pdf: bytes, order: Order) -> Signed:
        assert self.hand, "the pen was put down"
        return self._client.sign(self.hand, pdf, order)


def _why_not(state: Answer) -> str:
    said = words.said(state.content)
    return "" if words.is_active(said) else words.refusal(said) or words.of_state(words.word(said))


def _noting(error: _Failure, answer: Answer | NotAnswered) -> _Failure:
    error.document, error.answer = answer.document, _log(answer)
    return error


def _log(answer: Answer | NotAnswered) -> dict[str, str]:
    code = words.code(words.said(answer.content)) if isinstance(answer, Answer) else ""
    more = {"code": code, "document": answer.document}
    return {**answer.log, **{name: value for name, value in more.items() if value}}
