"""What the example gateway plans for later, and a test lets come."""

from silastri.practice.gateway import Gateway

LATER = 3600.0  # seconds: nothing planned so late is due by itself


def let_it_come(gateway: Gateway) -> None:
    """What is planned for then is due now, in its order."""
    callbacks = gateway.callbacks
    with callbacks._changed:
        for one in callbacks._due:
            one.at -= LATER
        callbacks._changed.notify()
