"""A gateway for messages that sends nothing: for trying, testing and practising an outage of a provider.

It speaks as WhatsApp's Cloud API, as a plain SMS gateway, as Kannel and as a mail server. It says in every answer that
it is a simulation.
"""

from .behaviour import Behaviour
from .gateway import Gateway
from .place import Hook, Place

__all__ = ["Behaviour", "Gateway", "Hook", "Place"]
