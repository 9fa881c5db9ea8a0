"""The settings of the tests: a home of their own, fast password hashes, plain static names."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="silastri-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ |= {
    "SILASTRI_HOME": _home,
    "SILASTRI_STATIC_NAMES": "plain",
    "SILASTRI_URL": "http://testserver",
    "SILASTRI_HOSTS": "testserver,localhost,127.0.0.1",
    "SILASTRI_DATABASE": os.environ.get("SILASTRI_TEST_DATABASE", ""),
}
os.environ.pop("SILASTRI_DEMO", None)
for _name in ("SILASTRI_KEYS", "SILASTRI_FILES", "SILASTRI_REDIS"):
    os.environ.pop(_name, None)

from silastri.config import services, signer  # noqa: E402
from silastri.config.settings import *  # noqa: E402, F403

ADAPTERS |= services.adapters(pretends=True)  # noqa: F405
ADAPTERS["signing"] = signer.adapter(HOME, KEYS, pretends=True)  # noqa: F405

AUTHENTICATION_BACKENDS = ["tests.web.doors.proven.Proven", *AUTHENTICATION_BACKENDS]  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STORAGES["default"]["OPTIONS"]["lasting"] = False  # type: ignore[index]  # noqa: F405

if not os.environ["SILASTRI_DATABASE"]:
    # A file, as in an installation, so that two threads meet as two officers do; a lost test database is no loss.
    DATABASES["default"]["TEST"] = {"NAME": f"{_home}/test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
