"""Signs letters, with certificates or with ink, and never twice."""
