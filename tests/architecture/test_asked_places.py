"""The server asks only places that settings name: no page and no message holds an address that it would follow."""

import ast
from collections.abc import Iterator

from tests.architecture.named import ROOT

_SRC = ROOT / "src/silastri"
_LINES = {"httpx", "requests", "aiohttp", "socket", "smtplib", "imaplib", "poplib", "ftplib", "boto3", "botocore"}
_LINES |= {"urllib.request", "http.client", "redis"}
# Who opens a line to another machine, and the settings that name it.
_NAMED_BY = {
    "adapters/antivirus/clamd.py": ("SILASTRI_CLAMD",),
    "adapters/files/s3.py": ("SILASTRI_FILES_ENDPOINT",),
    "adapters/messaging/email/box.py": ("SILASTRI_EMAIL_BOX_HOST",),
    "adapters/messaging/email/smtp.py": ("SILASTRI_EMAIL_HOST",),
    "adapters/messaging/http.py": ("SILASTRI_WHATSAPP_URL", "SILASTRI_SMS_URL"),
    "adapters/reached/__init__.py": ("SILASTRI_URL", "SILASTRI_NTP"),
    "adapters/signing/bsre/server.py": ("SILASTRI_BSRE_URL",),
    "adapters/signing/timestamp.py": ("SILASTRI_TSA_URL",),
    "adapters/sso/oidc.py": ("SILASTRI_SSO_ISSUER",),
}
_WITHIN = {"adapters/cell/cell.py", "adapters/cell/inside.py"}  # from one process of ours to another
_TO_TRY = ("adapters/signing/bsre/fake/", "practice/gateway/")  # pretended providers, started by hand


def _imported() -> Iterator[tuple[str, str]]:
    for file in _SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                names = {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
            else:
                continue
            for name in names:
                for line in _LINES:
                    if name == line or name.startswith(f"{line}."):
                        yield str(file.relative_to(_SRC)), line


def test_nothing_is_asked_that_no_setting_names() -> None:
    found = {file for file, _ in _imported() if not file.startswith(_TO_TRY)}
    assert found == {*_NAMED_BY, *_WITHIN}
    told = (ROOT / "docs/reference/settings.md").read_text()
    assert [one for names in _NAMED_BY.values() for one in names if f"`{one}`" not in told] == []


def test_no_answer_leads_on_to_another_place() -> None:
    """Who redirects us could send us to the machine itself, or to what stands behind it."""
    assert [str(one) for one in _SRC.rglob("*.py") if "follow_redirects=True" in one.read_text()] == []
