"""What the program is made of: every package is listed, and has a licence that an office may use."""

import json
import re

import pytest

from tools import audit, sbom

# Each as a package writes it. None asks an office to publish what it makes with the program.
_ALLOWED = {
    *("MIT", "MIT License", "MIT-0", "MIT-CMU", "ISC License (ISCL)", "BSD License", "BSD-2-Clause", "BSD-3-Clause"),
    *("Apache-2.0", "Apache Software License", "CNRI-Python", "PSF-2.0", "Python Software Foundation License"),
    *("MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "OFL-1.1", "dependency licenses"),
}
# Beyond these, with the reason.
_SETTLED = {
    "psycopg": ("LGPL-3.0-only", "used as it is published, as a library of its own"),
    "psycopg-binary": ("LGPL-3.0-only", "as above"),
    "djlint": ("GPL-3.0-or-later", "reads our templates on a developer's machine, and is in no installation"),
}
_ELSEWHERE = {
    "async-timeout",
    "colorama",
    "httpcore2",
    "httpx2",
    "httpx2-jsfetch",
    "truststore",
}  # Windows, other Pythons


def unknown(name: str, licence: str) -> list[str]:
    if licence == _SETTLED.get(name, ("", ""))[0]:
        return []
    return [one for one in re.split(r"\s+(?:AND|OR)\s+|[;,]\s*", licence) if one not in _ALLOWED]


def test_every_package_has_a_licence_that_an_office_may_use() -> None:
    found = {name: sbom.licence_of(name) for name, _ in sbom.pinned()}
    assert {name for name, licence in found.items() if not licence} <= _ELSEWHERE
    found |= {name: str(one["license"]) for name, one in sbom.npm_packages().items()}
    assert {name: unknown(name, licence) for name, licence in found.items() if licence and unknown(name, licence)} == {}


def test_what_is_settled_for_developers_is_in_no_installation() -> None:
    served = {one["name"] for one in sbom.bill()["components"] if one["scope"] == "required"}
    assert "djlint" not in served
    assert {"django", "psycopg-binary", "pikepdf", "govuk-frontend"} <= served


def test_a_licence_that_nobody_looked_at_is_found() -> None:
    assert unknown("x", "AGPL-3.0-only") == ["AGPL-3.0-only"]
    assert unknown("x", "MIT AND SSPL-1.0") == ["SSPL-1.0"]
    assert unknown("djlint", "AGPL-3.0-only") == ["AGPL-3.0-only"]


def test_the_bill_lists_whatever_the_locks_pin_and_is_the_same_each_time() -> None:
    made = sbom.bill()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    purls = {one["purl"] for one in made["components"]}
    locked = {f"pkg:pypi/{name}@{version}" for name, version in sbom.pinned()}
    assert locked < purls
    assert len(purls) == len(made["components"]) == len(sbom.pinned()) + len(sbom.npm_packages())
    assert json.dumps(made) == json.dumps(sbom.bill())
    assert all(
        re.fullmatch("[0-9a-f]{128}", one["hashes"][0]["content"]) for one in made["components"] if "hashes" in one
    )


@pytest.mark.parametrize("answer", ["", "{}", '{"error": {"summary": ""}}', "<html>"])
def test_an_audit_that_nobody_answers_is_no_clean_one(answer: str) -> None:
    assert audit.npm_told(answer) == ([], ["npm packages: the registry gives no advisories"])


def test_an_audit_tells_what_is_weak_and_what_was_not_looked_up() -> None:
    weak, missed = audit.python_told(
        [
            {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]},
            {"name": "b", "version": "1", "vulns": []},
            {"name": "c", "skip_reason": "not found"},
        ]
    )
    assert weak == ["a 1: PYSEC-1, mended in 2"]
    assert missed == ["1 of 3 Python packages: not found"]
    assert audit.npm_told('{"vulnerabilities": {"x": {"severity": "high"}}}') == (["x: high"], [])
