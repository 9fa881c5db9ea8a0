"""Marks a new, empty home as a demo. Only `make run` calls this; a home with data of its own is left alone."""

import os
import sys
from pathlib import Path

home = Path(os.environ.get("SILASTRI_HOME", "var"))
mark = home / "DEMO"
if not mark.exists():
    if (home / "silastri.sqlite3").exists():
        sys.exit(f"{home} holds data that are not a demo. Choose another: make run SILASTRI_HOME=var-demo")
    home.mkdir(parents=True, exist_ok=True)
    mark.write_text("This home is a demo: its people, letters and messages are examples.\n")
