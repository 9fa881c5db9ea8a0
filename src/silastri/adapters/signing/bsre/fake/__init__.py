"""Speaks like eSign Client Service and signs with the demo authority: to try, to test, to practise an outage.

It says of itself that it is a simulation: on its page, in every answer, and in whose name it signs.
"""

from .listener import Fake

__all__ = ["Fake"]
