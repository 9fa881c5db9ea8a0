"""The kinds of no. Each refusal is a named error of one of these kinds, with a sentence for the person who hears it."""


class Refusal(Exception):
    """Something was not done. ``str`` of it is the sentence."""


class NotThere(Refusal):
    """There is no such thing for the one who asks."""


class NotYours(Refusal):
    """The one who asks may not do this."""


class MovedOn(Refusal):
    """The thing is no longer as the asker saw it."""


class NotFit(Refusal):
    """What was given cannot be used. ``fields`` tells why, by the name of the input."""

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


class TooOften(Refusal):
    """Tried too many times in a short while."""
