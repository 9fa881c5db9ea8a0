"""Drawings that may go on paper as they are."""


class Svg(str):
    """SVG that the program made, or that was checked when an office was published. Never text that somebody typed: it
    is not tidied for print."""

    __slots__ = ()
