"""What the docs promise is there: settings, commands, files."""

import re
from pathlib import Path

from silastri.jobs.command import USAGE

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_is_documented() -> None:
    text = "".join(path.read_text() for path in (ROOT / "src/silastri/config").glob("*.py"))
    used = set(re.findall(r"""env\.\w+\(["'](\w+)["']""", text))
    documented = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE))
    assert used == documented


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for name in re.findall(r"`?make ([a-z-]+)", readme):
        assert name in targets, name
    for name in re.findall(r"silastri ([a-z]+)", readme):
        assert re.search(rf"\b{name}\b", USAGE), name


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
