"""The product's own settings, with secrets that exist for the tests alone."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "alleen-voor-de-tests-en-nergens-anders")
os.environ.setdefault("VERSLEUTELINGSSLEUTELS", "dGVzdHNsZXV0ZWwtdGVzdHNsZXV0ZWwtdGVzdHNsZXU=")
# A folder of its own for each process: workers beside each other must not write the same files.
_folder = tempfile.TemporaryDirectory(prefix="register-tests-")
os.environ["DATA_DIR"] = _folder.name

from config.settings import *  # noqa: E402, F403
from tests.klok import set_clock  # noqa: E402

set_clock()  # before anything keeps `timezone.now`: defaults of models do

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, as for real: the threads of a server that share one database in memory share its one connection too,
    # and end each other's transactions.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}  # noqa: F405
# Manifest storage needs `collectstatic`; the browser tests and `make run` use it, the others need no files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; strength is Django's own test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns about a folder that is not there
