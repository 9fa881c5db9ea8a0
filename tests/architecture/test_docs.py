"""What the docs promise is there: settings, commands, files."""

import re
from pathlib import Path

from pydantic import BaseModel

from silastri.commands.command import USAGE
from silastri.domain.check import check
from silastri.domain.definition.definition import read_service
from silastri.domain.definition.exits import Exit
from silastri.domain.definition.explain import _parts
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Sop
from silastri.domain.definition.standard import Standard
from silastri.domain.definition.words import Line
from silastri.domain.kinds import Kind
from tests import consulted, examples

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


def test_the_recipe_for_asking_others_is_right() -> None:
    """The snippet that offices copy passes the checker."""
    recipe = (ROOT / "docs/how-to/ask-others.md").read_text()
    snippet = re.search(r"```yaml\n(.*?)```", recipe, re.DOTALL)
    assert snippet
    step = "".join(f"  {line}\n" for line in snippet[1].splitlines())
    found = check(read_service(consulted.texts("keramaian", step)), consulted.office())
    assert [finding for finding in found if not finding.mild] == []


def words(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    if model in seen or model in (Exit, Line):
        return set()
    seen.add(model)
    fields = model.model_fields.items()
    inner = (words(part, seen) for _, field in fields for part in _parts(field.annotation))
    return {field.alias or name for name, field in fields}.union(*inner)


def test_the_grammar_fits_one_page_and_names_every_word() -> None:
    text = (ROOT / "docs/reference/grammar.md").read_text()
    assert text.count("\n") <= 60
    named = set(re.findall(r"[a-z][a-z0-9_]+", text))
    kinds = {str(kind) for kind in (*Kind, *FieldKind)}
    for model in (Standard, Sop, Office):
        assert words(model, set()) - named == set(), model
    assert kinds - named == set()


def test_each_need_has_its_recipe_and_each_example_is_named() -> None:
    recipes = (ROOT / "docs/how-to/recipes.md").read_text()
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", recipes, re.MULTILINE)] == list(range(1, 44))
    for name in examples.NAMES:
        assert f"examples/{name}.yaml" in recipes, name


def test_every_how_to_stands_in_their_list() -> None:
    folder = ROOT / "docs/how-to"
    listed = re.findall(r"\]\(([a-z0-9-]+\.md)\)", (folder / "README.md").read_text())
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
