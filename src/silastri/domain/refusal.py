"""The kinds of refusal. Each error of one kind has a name and a sentence for the person who reads it."""


class Refusal(Exception):
    """Something was not done; ``str`` of the error is the sentence."""


class NotThere(Refusal):
    """The thing does not exist, or the person who asks may not know of it."""


class NotYours(Refusal):
    """The person who asks may not do this."""


class MovedOn(Refusal):
    """The thing has changed since the person saw it."""


class NotFit(Refusal):
    """What was given cannot be used. ``fields`` says why, by the name of the input."""

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


class Away(Refusal):
    """What is needed for it does not answer now; later it may."""


class TooOften(Refusal):
    """Something was tried too many times in a short while."""
