"""The two orders of the house as data, and the functions that find what goes against them.

Everything reads a tree below `root`, so that a test can plant a fault in a small tree of its own.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.db.models import Model

APPS = ("kern", "accounts", "beroepscode", "opleidingen", "register", "config")

# From the ground up. The name is the first part of a module's path inside its app.
LAYERS: tuple[tuple[str, str], ...] = (
    (
        "puur",
        "fouten bestanden afscherming namen nummers periode tabellen criteria status certificaat_pdf sqlite "
        "geheimen processen duur reader codeteksten dimensies herkenning sjabloonteksten groepsregels werkvormen "
        "dilemmakaarten verschillen bewijsregels codes regelgeving vragen aanbod aanleverregels antwoord "
        "beoordeling correcties meldingen rijen totalen waarde leesstof groei rekenblad zegel formaten "
        "persoonsvragen recepten wijzigingswoorden accreditatieproces accreditatieregels accreditatieinhoud "
        "webhookadres webhookgebeurtenissen webhookpost",
    ),
    ("models", "models geldig opzoeken uitdrukkingen versleuteling kluis migrations settings"),
    (
        "queries",
        "pe_catalogus queries opengesteld reflectiebeeld agenda loopbanen bewijsstukken dossiers groepen "
        "optelling overzicht toetsing profielbeeld aanwezigheidsvraag aanleidingen certificaten signalen "
        "kaartbeeld signaalbeeld regellijst filters forms mail aanleverlijsten accreditaties eigen_aanbod",
    ),
    ("services", "services tasks toegang authentication limieten meenemen"),
    (
        "views",
        "aankomst views api api_deelnames admin adapter management serializers uitgifte ontvangst verzamelmail "
        "uploadgrens demonstratie templatetags problemen inhoud methoden paginering context beschrijving "
        "api_beschrijving openapi",
    ),
    ("urls", "urls api_urls lijst_urls checks middleware apps wsgi start statisch"),
)
PLACE = {name: height for height, (_, names) in enumerate(LAYERS) for name in names.split()}
PURE = 0
FORBIDDEN_IN_PURE = {"django", "rest_framework", "allauth", "django_tasks", "django_filters"}
CRITERIA = "register.criteria"
CRITERIA_MAY_IMPORT = (CRITERIA, "kern.periode")
EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "misc"}
LONGEST_FILE = 300
FOLDERS = (*APPS, "tests", "benchmarks")
# Folders of templates that no app is called after: the look belongs to the ground, allauth's pages to accounts.
TEMPLATE_FOLDERS = {"account": "accounts", "mfa": "accounts", "allauth": "accounts"}


def module_name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def python_files(root: Path, folders: Iterable[str] = APPS) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def place(module: str) -> int | None:
    """The layer of a module inside its app; None when the table does not know it. An app itself lies lowest."""
    parts = module.split(".")
    return PLACE.get(parts[1]) if len(parts) > 1 else PURE


def imports(path: Path, module: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a file imports, also inside functions and relative."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string in a file: a way to name something without importing it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def is_higher(target: str, source: str) -> bool:
    """Tell whether dotted name `target` lies above module `source`: a later app, or a higher layer of the same."""
    app, other = source.split(".")[0], target.split(".")[0]
    if other not in APPS:
        return False
    if other != app:
        return APPS.index(other) > APPS.index(app)
    there, here = place(target), place(source)
    return there is not None and here is not None and there > here


def find_homeless(root: Path) -> list[str]:
    """Modules that the table of layers does not know."""
    return [
        f"{module}: geef deze module een plaats in LAYERS"
        for module in (module_name(path, root) for path in python_files(root))
        if place(module) is None
    ]


def find_upward_imports(root: Path) -> list[str]:
    return [
        f"{module}:{line} importeert {target}"
        for path in python_files(root)
        for module in [module_name(path, root)]
        for line, target in imports(path, module)
        if is_higher(target, module)
    ]


def find_upward_texts(root: Path) -> list[str]:
    """Strings that name a module, a model or a template of a later app."""
    known = {module_name(path, root) for path in python_files(root)}
    found = []
    for path in python_files(root):
        module = module_name(path, root)
        for line, text in texts(path):
            app, _, rest = text.partition("/") if text.endswith((".html", ".txt")) else text.partition(".")
            points = text in known or text.rpartition(".")[0] in known or "/" in text or rest[:1].isupper()
            if app in APPS and points and rest and APPS.index(app) > APPS.index(module.split(".")[0]):
                found.append(f"{module}:{line} noemt {text}")
    return found


def find_impure(root: Path) -> list[str]:
    """Django in a module of the lowest layer."""
    return [
        f"{module}:{line} importeert {target}"
        for path in python_files(root)
        for module in [module_name(path, root)]
        if place(module) == PURE
        for line, target in imports(path, module)
        if target.split(".")[0] in FORBIDDEN_IN_PURE
    ]


def find_foreign_to_criteria(root: Path) -> list[str]:
    """Imports of the criteria beyond the standard library, the periods and the criteria themselves."""
    return [
        f"{module}:{line} importeert {target}"
        for path in python_files(root, ["register/criteria"])
        for module in [module_name(path, root)]
        for line, target in imports(path, module)
        if target.split(".")[0] not in sys.stdlib_module_names
        and not any(target == own or target.startswith(f"{own}.") for own in CRITERIA_MAY_IMPORT)
    ]


def find_circles(root: Path) -> list[str]:
    """A circle of modules that import each other, if there is one."""
    known = {module_name(path, root): path for path in python_files(root)}
    graph = {
        module: {
            name
            for _, target in imports(path, module)
            for name in [target if target in known else target.rpartition(".")[0]]
            if name in known and name != module
        }
        for module, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return [" → ".join(reversed(circle.args[1]))]
    return []


def template_owner(name: str) -> str:
    first, _, rest = name.partition("/")
    if first == "mail":
        return rest.partition("/")[0] if rest.partition("/")[0] in APPS else "kern"
    return first if first in APPS else TEMPLATE_FOLDERS.get(first, "kern")


def find_upward_templates(root: Path) -> list[str]:
    """Templates that include, extend or load something of a later app."""
    libraries = {path.stem: path.parts[-3] for app in APPS for path in (root / app / "templatetags").glob("*.py")}
    found = []
    for path in sorted((root / "templates").rglob("*.*")):
        name = path.relative_to(root / "templates").as_posix()
        for tag, target in template_references(path.read_text()):
            owner = libraries.get(target, "kern") if tag == "load" else template_owner(target)
            if APPS.index(owner) > APPS.index(template_owner(name)):
                found.append(f"{name}: {tag} {target}")
    return found


def template_references(text: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"{%-?\s*(include|extends)\s+[\"']([^\"']+)[\"']", text)
    for names in re.findall(r"{%-?\s*load\s+([^%]+?)\s*%}", text):
        yield from (("load", name) for name in names.rpartition(" from ")[2].split())


def find_upward_keys(models: Iterable[type[Model]]) -> list[str]:
    """Foreign keys and other relations from an app to a later one."""
    return [
        f"{model._meta.label}.{field.name} wijst naar {field.related_model._meta.label}"
        for model in models
        if model._meta.app_label in APPS
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and field.related_model._meta.app_label in APPS
        if APPS.index(field.related_model._meta.app_label) > APPS.index(model._meta.app_label)
    ]


def find_empty_names(root: Path) -> list[str]:
    folders = [path for folder in (*FOLDERS, "templates", "static") for path in (root / folder).rglob("*")]
    return [
        path.relative_to(root).as_posix()
        for path in sorted(folders)
        if path.stem in EMPTY_NAMES and "vendor" not in path.parts and "__pycache__" not in path.parts
    ]


def find_long_files(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {length} regels"
        for path in python_files(root, FOLDERS)
        if "migrations" not in path.parts
        for length in [len(path.read_text().splitlines())]
        if length > LONGEST_FILE
    ]
