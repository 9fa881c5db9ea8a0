"""Letters are signed, with certificates or with ink, and never twice."""
