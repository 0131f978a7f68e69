"""The product's own settings, with secrets that exist for the tests alone."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "alleen-voor-de-tests-en-nergens-anders")
os.environ.setdefault("VERSLEUTELINGSSLEUTELS", "dGVzdHNsZXV0ZWwtdGVzdHNsZXV0ZWwtdGVzdHNsZXU=")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="register-tests-"))

from config.settings import *  # noqa: F403

# Manifest storage needs `collectstatic`; the browser tests and `make run` use it, the others need no files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; strength is Django's own test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns about a folder that is not there
