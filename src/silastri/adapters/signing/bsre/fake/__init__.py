"""A simulation of eSign Client Service that signs with the demo authority: for trying, testing and practising an
outage.

It says that it is a simulation: on its page, in every answer, and in its signatures.
"""

from .listener import Fake

__all__ = ["Fake"]
