"""What a standard promises in short: what a list of services shows, and what the search of citizens reads."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from .life import LifeEvent
from .standard import Standard

# How much a word counts by where it stands: what people call a service more than what the law calls it.
_PLAIN, _LEGAL, _TOLD = 5.0, 3.0, 2.0


class Offer(BaseModel):
    """Kept with each published version, since reading hundreds of definitions takes too long for one search."""

    model_config = ConfigDict(frozen=True)

    name: str
    plain_name: str = ""
    summary: str = ""
    audience: str = ""
    search_words: tuple[str, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    products: tuple[str, ...] = ()

    @classmethod
    def of(cls, standard: Standard) -> Self:
        return cls(
            name=standard.name,
            plain_name=standard.plain_name,
            summary=standard.summary,
            audience=standard.audience,
            search_words=standard.search_words,
            events=standard.events,
            products=tuple(product.name for product in standard.products),
        )

    @property
    def title(self) -> str:
        """What citizens call it, or its legal name where nobody said."""
        return self.plain_name or self.name

    @property
    def legal_name(self) -> str:
        """The legal name where the title is another."""
        return self.name if self.plain_name and self.plain_name != self.name else ""

    @property
    def texts(self) -> list[tuple[str, float]]:
        """What is searched, each with its weight."""
        plain = [(text, _PLAIN) for text in (self.plain_name, *self.search_words)]
        told = [(text, _TOLD) for text in (self.summary, self.audience, *self.products)]
        return [*plain, (self.name, _LEGAL), *told]
