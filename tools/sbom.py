"""What the program is made of, as CycloneDX 1.6: every package that the lock files pin, from PyPI and npm.

python tools/sbom.py build/sbom.json
"""

import base64
import importlib.metadata
import json
import re
import sys
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-uv.lock")
_PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/sbom.json")
    out.parent.mkdir(parents=True, exist_ok=True)
    made = bill()
    out.write_text(json.dumps(made, indent=1) + "\n")
    print(f"{out}: {len(made['components'])} components")


def bill() -> dict[str, Any]:
    """The same for the same lock files: it tells no time and no number of its own."""
    served = _served()
    python = [_of_python(name, version, name in served) for name, version in pinned()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "silastri",
                "version": importlib.metadata.version("silastri"),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": sorted([*python, *_of_npm()], key=lambda one: one["purl"]),
    }


def pinned() -> list[tuple[str, str]]:
    return [found for lock in LOCKS for found in _PINNED.findall((ROOT / lock).read_text())]


def licence_of(name: str) -> str:
    """As the installed package says it; empty for one that other systems need and this one does not have."""
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    named = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if line.startswith("License :: ")]
    classified = "; ".join(one for one in named if one != "OSI Approved")
    return said.get("License-Expression") or classified or (said.get("License") or "unknown").splitlines()[0]


def npm_packages() -> dict[str, dict[str, Any]]:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {path.removeprefix("node_modules/"): one for path, one in packages.items() if path}


def _of_python(name: str, version: str, is_served: bool) -> dict[str, Any]:
    licence = licence_of(name)
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
        "scope": "required" if is_served else "excluded",  # what only builds and tests is not in an installation
        **({"licenses": [{"license": {"name": licence}}]} if licence else {}),
    }


def _of_npm() -> list[dict[str, Any]]:
    return [
        {
            "type": "library",
            "name": name,
            "version": one["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{one['version']}",
            "scope": "excluded" if one.get("dev") else "required",
            "licenses": [{"expression": one["license"]}],
            "hashes": [_hash(one["integrity"])],
        }
        for name, one in npm_packages().items()
    ]


def _hash(integrity: str) -> dict[str, str]:
    kind, _, value = integrity.partition("-")
    return {"alg": kind.upper().replace("SHA", "SHA-"), "content": base64.b64decode(value).hex()}


def _served() -> set[str]:
    """Names of packages that an installation needs: of the program, and of whatever these need."""
    found: set[str] = set()
    waiting = [Requirement("silastri")]
    while waiting:
        asked = waiting.pop()
        try:
            needs = [Requirement(one) for one in importlib.metadata.requires(asked.name) or []]
        except importlib.metadata.PackageNotFoundError:
            continue
        for need in needs:
            is_needed = any(not need.marker or need.marker.evaluate({"extra": extra}) for extra in (*asked.extras, ""))
            name = re.sub(r"[-_.]+", "-", need.name).lower()
            if is_needed and name not in found:
                found.add(name)
                waiting.append(need)
    return found


if __name__ == "__main__":
    main()
