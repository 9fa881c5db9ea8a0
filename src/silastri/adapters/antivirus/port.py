"""What a program against viruses does, and how it can fail."""

from typing import Protocol


class NoAnswer(Exception):
    """The program cannot be reached, or did not look at the file: nobody knows whether it is clean."""


class Antivirus(Protocol):
    is_simulated: bool

    def found_in(self, content: bytes) -> str:
        """The name of what is in the file; empty when nothing was found. Raises NoAnswer."""
        ...

    def see_alive(self) -> None:
        """Raises NoAnswer."""
        ...
