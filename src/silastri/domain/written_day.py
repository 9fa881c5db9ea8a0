"""Reads a day as browsers send it or as people write it."""

import re
from datetime import date


def day(text: str) -> date:
    """Reads 2026-11-20, 20-11-2026 or 20/11/2026. Raises ValueError."""
    match = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
