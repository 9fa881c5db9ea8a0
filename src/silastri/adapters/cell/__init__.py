"""A process of its own for what may be malicious. ``cell`` asks it, ``inside`` is the loop that answers there."""
