"""A walk uses nothing that is real, however it is set."""

import os
from pathlib import Path

import pytest

from silastri.commands import command

REAL = ("DATABASE", "DATABASE_DIRECT", "FILES", "REDIS", "SIGNER", "PAYMENT", "WHATSAPP", "SMS", "EMAIL")


@pytest.mark.parametrize("form", ["", "_FILE"])
def test_what_is_real_is_forgotten(form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ |= {f"SILASTRI_{name}{form}": "nyata" for name in REAL}
    command._practise_in(tmp_path)
    assert [name for name in REAL if f"SILASTRI_{name}{form}" in os.environ] == []
    assert os.environ["SILASTRI_HOME"] == str(tmp_path)
