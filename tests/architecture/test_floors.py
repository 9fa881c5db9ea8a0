"""What import contracts cannot see: keys point down, kinds are complete, sizes stay small, migrations are made."""

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, get_resolver, reverse

from silastri.config import files, sso
from silastri.domain.kinds import NATURES, Kind
from silastri.web.officer.steps.form import StepForm
from silastri.web.officer.steps.table import SCREENS

SRC = Path(__file__).parent.parent.parent / "src/silastri"
TESTS = SRC.parent.parent / "tests"
# The order of the apps in the contract of pyproject.toml, from the ground up.
FLOORS = [
    "accounts",
    "audit choices inbox",
    "offices documents",
    "registry",
    "catalog",
    "cases wordings",
    "letters payments surveys opinions bookings",
    "duties after_issue message remarks reminders budgets",
    "archive conversations",
]
LEVEL = {label: level for level, labels in enumerate(FLOORS) for label in labels.split()}
PURE = set("pydantic pydantic_core ruamel cel phonenumbers cbor2 cryptography snowballstemmer zxcvbn silastri".split())


def sources(folder: str = "") -> list[Path]:
    return [path for path in sorted((SRC / folder).rglob("*.py")) if "migrations" not in path.parts]


def test_foreign_keys_point_down_or_stay() -> None:
    for model in apps.get_models():
        if model._meta.app_label not in LEVEL:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                target = field.related_model._meta.app_label
                assert LEVEL[target] <= LEVEL[model._meta.app_label], f"{model.__name__}.{field.name} points up"


def test_the_domain_imports_only_what_is_pure() -> None:
    for path in sources("domain"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                root = name.split(".")[0]
                assert root in sys.stdlib_module_names or root in PURE, f"{path.name} imports {name}"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SUBMIT])
def test_every_kind_of_step_has_its_act_screen_form_template_and_test(kind: Kind) -> None:
    act = NATURES[kind].act
    assert list((SRC / "journey").rglob(f"{act}.py"))
    assert SCREENS[act].carry_out.__module__ == f"silastri.web.officer.steps.{act}"
    assert (SRC / f"web/templates/officer/steps/{act}.html").exists()
    assert reverse(act, args=["X"]).endswith(f"/X/{SCREENS[act].address}/")
    assert any(f"{act}.{act}(" in path.read_text() for path in TESTS.rglob("test_*.py"))


def test_the_table_of_acts_holds_no_act_that_no_kind_of_step_has() -> None:
    assert set(SCREENS) == {nature.act for kind, nature in NATURES.items() if kind is not Kind.SUBMIT}
    assert all(issubclass(screen.form, StepForm) for screen in SCREENS.values())


@pytest.mark.parametrize(
    "port", sorted(path.name for path in (SRC / "adapters").iterdir() if (path / "port.py").exists())
)
def test_every_port_is_served_by_settings_and_tested(port: str) -> None:
    backends = [*(adapter["BACKEND"] for adapter in settings.ADAPTERS.values()), sso.BACKEND, files.OBJECTS]
    assert any(backend.startswith(f"silastri.adapters.{port}.") for backend in backends)
    assert (TESTS / f"adapters/test_{port}.py").exists()


def routes() -> list[URLPattern]:
    return list(get_resolver().url_patterns)  # type: ignore[arg-type]


def test_every_route_has_a_guard_and_a_name() -> None:
    for route in routes():
        assert getattr(route.callback, "audience", None) in ("public", "applicant", "officer", "manager", "devices"), (
            route
        )
        assert route.name


def test_officer_routes_are_guarded_as_their_address_says() -> None:
    wanted = {"petugas": "officer", "kelola": "manager", "permohonan": "applicant", "layar": "devices"}
    for route in routes():
        first = str(route.pattern).split("/")[0]
        if first in wanted:
            assert route.callback.audience == wanted[first], route  # type: ignore[attr-defined]


def lines(path: Path) -> int:
    return path.read_text().count("\n")


def test_files_are_small() -> None:
    sizes = sorted(lines(path) for path in sources())
    assert sizes[len(sizes) // 2] <= 90, "median"
    assert sizes[int(len(sizes) * 0.9)] <= 220, "nine of ten"
    for path in sources():
        floor = path.relative_to(SRC).parts[0]
        cap = 250 if floor in ("domain", "journey", "adapters") else 400
        assert lines(path) <= cap, f"{path} has {lines(path)} lines"


def test_no_folder_is_crowded() -> None:
    """A reader takes in what a folder holds at a glance."""
    files = [path for root in (SRC, TESTS) for path in root.rglob("*") if path.suffix in (".py", ".html")]
    held = Counter((path.parent, path.suffix) for path in files if "migrations" not in path.parts)
    assert {str(folder): count for (folder, _), count in held.items() if count > 25} == {}


def functions() -> list[tuple[str, int]]:
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                found.append((f"{path.name}:{node.name}", node.end_lineno - node.lineno + 1))
    return found


def test_functions_are_small() -> None:
    sizes = sorted(size for _, size in functions())
    assert sizes[len(sizes) // 2] <= 9, "median"
    for name, size in functions():
        assert size <= 50, f"{name} has {size} lines"


def test_every_module_says_what_it_is_for() -> None:
    for path in sources():
        text = path.read_text()
        assert not text.strip() or ast.get_docstring(ast.parse(text)), path


@pytest.mark.django_db
def test_migrations_are_made() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_templates_hold_no_other_language_and_no_styles_of_their_own() -> None:
    for path in sorted((SRC / "web/templates").rglob("*.html")):
        text = path.read_text()
        assert " style=" not in text, path
        assert "<script>" not in text, path
        assert " onclick=" not in text, path
