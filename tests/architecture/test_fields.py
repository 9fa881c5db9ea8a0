"""What a browser sends is named in Indonesian, as the addresses are; what the database holds is named in English."""

import re
from pathlib import Path

from django.apps import apps

import silastri.config.urls  # noqa: F401  (brings every page, and with the pages their forms)
from silastri.web.forms import Form

WEB = Path(__file__).parents[2] / "src" / "silastri" / "web"
# Words that are the same in both languages, and the words of the law.
IN_BOTH = {"nik", "nip", "unit", "email"}
# A browser and a page's own head know these names.
OF_HTML = {"viewport", "description", "theme-color", "referrer"}


def columns() -> set[str]:
    return {field.name for model in apps.get_models() for field in model._meta.get_fields()}


def subforms(of: type[Form]) -> list[type[Form]]:
    return [one for sub in of.__subclasses__() for one in (sub, *subforms(sub))]


def test_no_form_names_a_field_in_english() -> None:
    named = {(form.__name__, name) for form in subforms(Form) for name in form.base_fields}
    assert len(named) > 50
    assert sorted((form, name) for form, name in named if name in columns() - IN_BOTH) == []


def test_no_page_names_an_input_in_english() -> None:
    named = {
        (path.name, name)
        for path in WEB.rglob("*.html")
        for name in re.findall(r'\bname="([a-z_]+)"', path.read_text())
    }
    assert len(named) > 50
    assert sorted((page, name) for page, name in named if name in (columns() - IN_BOTH) - OF_HTML) == []


def test_no_view_asks_for_a_field_in_english() -> None:
    asked = {
        (path.name, name)
        for path in WEB.rglob("*.py")
        for name in re.findall(r'\b(?:GET|POST|FILES)(?:\.get|\.getlist)?[(\[]"([a-z_]+)"', path.read_text())
    }
    assert len(asked) > 30
    assert sorted((view, name) for view, name in asked if name in columns() - IN_BOTH) == []
