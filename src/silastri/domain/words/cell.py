"""A cell of a table that others open with a spreadsheet."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Keeps a spreadsheet from running a cell that begins like a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
