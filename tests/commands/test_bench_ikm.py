"""The measurement of the index runs, and finds the sums and the answers equal."""

import os
import subprocess
import sys

from tests.commands.test_commands import ROOT


def test_the_short_form_compares_the_index_with_the_answers() -> None:
    nowhere = "postgresql://postgres@127.0.0.1:1/postgres"
    environment = os.environ | {"SILASTRI_TEST_DATABASE": nowhere}
    command = [sys.executable, "bench/ikm.py", "--short"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.count("equal to the digit") == 2
    assert "PostgreSQL does not answer" in done.stdout
