"""The house as drawn: nothing points up, nothing is called after nothing, no file grows without end.

Each rule has a planted fault beside it: a rule that cannot fail proves nothing.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests import architectuur

ROOT = Path(__file__).resolve().parent.parent

PLANTED: list[tuple[Callable[[Path], list[str]], dict[str, str], list[str]]] = [
    (
        architectuur.find_homeless,
        {"accounts/models.py": "", "accounts/zolder.py": ""},
        ["accounts.zolder: geef deze module een plaats in LAYERS"],
    ),
    (
        architectuur.find_upward_imports,
        {"accounts/models.py": "import json\ndef f():\n    from register.models import Termijn\n"},
        ["accounts.models:3 importeert register.models.Termijn"],
    ),
    (
        architectuur.find_upward_imports,
        {"register/models/a.py": "from ..services import book\n", "register/services.py": "from . import models\n"},
        ["register.models.a:1 importeert register.services.book"],
    ),
    (
        architectuur.find_upward_texts,
        {
            "accounts/views.py": 'render("register/mijn.html")\nimport_string("register.status.find")\n',
            "kern/geldig.py": 'ForeignKey("register.Termijn")\nsentence = "register. En dan nog iets."\n',
            "register/status.py": 'name = "accounts.models"\n',
        },
        [
            "kern.geldig:1 noemt register.Termijn",
            "accounts.views:1 noemt register/mijn.html",
            "accounts.views:2 noemt register.status.find",
        ],
    ),
    (
        architectuur.find_impure,
        {"register/status.py": "from django.db import models\n", "register/queries.py": "import django\n"},
        ["register.status:1 importeert django.db.models"],
    ),
    (
        architectuur.find_foreign_to_criteria,
        {"register/criteria/toets.py": "import json\nimport msgspec\nfrom kern.periode import P\nfrom . import a"},
        ["register.criteria.toets:2 importeert msgspec"],
    ),
    (
        architectuur.find_circles,
        {"kern/a.py": "import kern.b", "kern/b.py": "def f():\n    from kern.a import x"},
        ["kern.a → kern.b → kern.a"],
    ),
    (
        architectuur.find_upward_templates,
        {
            "templates/accounts/a.html": '{% extends "base.html" %}{% include "register/ring.html" with a=1 %}',
            "templates/base.html": "{% load static dossier %}",
            "templates/mail/accounts/welkom.txt": "{% include 'opleidingen/rij.html' %}",
            "templates/register/b.html": '{% include "accounts/a.html" %}{% load dossier %}',
            "register/templatetags/dossier.py": "",
        },
        [
            "accounts/a.html: include register/ring.html",
            "base.html: load dossier",
            "mail/accounts/welkom.txt: include opleidingen/rij.html",
        ],
    ),
    (
        architectuur.find_empty_names,
        {"kern/utils.py": "", "register/services/helpers/__init__.py": "", "static/common.css": ""},
        ["kern/utils.py", "register/services/helpers", "static/common.css"],
    ),
    (
        architectuur.find_long_files,
        {"tests/test_long.py": "\n" * 301, "kern/ok.py": "\n" * 300, "kern/migrations/0001.py": "\n" * 400},
        ["tests/test_long.py: 301 regels"],
    ),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in PLANTED))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_obeys(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "files", "faults"), PLANTED, ids=lambda value: getattr(value, "__name__", ""))
def test_planted_fault_is_found(tmp_path, rule, files, faults):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert sorted(rule(tmp_path)) == sorted(faults)


def test_foreign_keys_point_down():
    assert architectuur.find_upward_keys(apps.get_models(include_auto_created=True)) == []


@isolate_apps("accounts", "register")
def test_planted_foreign_key_is_found():
    class Termijn(models.Model):
        class Meta:
            app_label = "register"

    class Pas(models.Model):
        termijn = models.ForeignKey(Termijn, models.CASCADE)

        class Meta:
            app_label = "accounts"

    assert architectuur.find_upward_keys([Pas, Termijn]) == ["accounts.Pas.termijn wijst naar register.Termijn"]


def test_every_folder_of_the_table_exists():
    assert [app for app in architectuur.APPS if not (ROOT / app / "__init__.py").exists()] == []
