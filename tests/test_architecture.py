"""The house rules of docs/architecture.md, read off the code; each scan shows what it found."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.routes import own_routes

ROOT = Path(__file__).resolve().parent.parent
# From the ground up; an app imports from those before it, and the URL table from all.
FLOORS = (
    "leanplan", "organisation", "challenges", "measures", "leaders", "reviews", "boards",
    "overview", "documents", "demo",
)
ROOF = {"leanplan/urls.py"}
# Templates that replace a library's: the floor that answers for them.
HANGS_ON = {"account": "organisation", "mfa": "organisation", "usersessions": "organisation",
            "socialaccount": "organisation", "admin": "demo"}
MAX_FILE = 300
ORM_WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "add", "remove", "set", "clear", "asave", "acreate",
}
BULK_WRITES = {"update", "bulk_create", "bulk_update", "delete"}


@cache
def parsed(path):
    """The syntax tree of a file, read once for all tests."""
    return ast.parse(path.read_text())


def sources(pattern="**/*.py"):
    """(path relative to the root, syntax tree) of every own module that matches."""
    found = [
        (path.relative_to(ROOT), parsed(path))
        for app in FLOORS
        for path in sorted((ROOT / app).glob(pattern))
        if "migrations" not in path.parts
    ]
    assert found, f"nothing matches {pattern}"
    return found


def views():
    return sources("views.py") + sources("views/*.py") if (
        list(ROOT.glob("*/views.py"))
    ) else sources("views/*.py")


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_every_route_declares_access():
    routes = own_routes()
    assert len(routes) > 10
    assert [name for name, view in routes.items() if not hasattr(view, "access")] == []


def test_imports_go_down():
    seen, wrong = 0, []
    for path, tree in sources():
        if str(path) in ROOF:
            continue
        floor = FLOORS.index(path.parts[0])
        for module in imported(tree):
            other = module.split(".")[0]
            if other in FLOORS:
                seen += 1
                if FLOORS.index(other) > floor:
                    wrong.append(f"{path} imports {module}")
    assert seen > 50
    assert wrong == []


def test_lower_apps_name_no_upper_route():
    """A template may link to pages of its own floor and of those below only."""
    wrong, seen = [], 0
    for path in (ROOT / "templates").rglob("*.html"):
        app = path.relative_to(ROOT / "templates").parts[0]
        floor = FLOORS.index(HANGS_ON.get(app, app if app in FLOORS else "leanplan"))
        for namespace in re.findall(r"{% url ['\"](\w+):", path.read_text()):
            seen += 1
            if namespace in FLOORS and FLOORS.index(namespace) > floor:
                wrong.append(f"{path.name} -> {namespace}")
    assert seen > 10
    assert wrong == []


def test_lower_apps_use_no_upper_accessor():
    """No reverse accessor that a model of an upper floor brings is named on a lower one."""
    brought = {}
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields(include_hidden=False):
            if field.auto_created and field.is_relation and hasattr(field, "get_accessor_name"):
                upper = field.related_model._meta.app_label
                lower = model._meta.app_label
                if upper in FLOORS and FLOORS.index(upper) > FLOORS.index(lower):
                    name = field.get_accessor_name()
                    if name:
                        brought.setdefault(lower, {})[(model.__name__, name)] = upper
    assert brought
    own_names = {
        field.name for model in apps.get_models() for field in model._meta.fields
    }
    wrong = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                for (_, name), upper in brought.get(path.parts[0], {}).items():
                    if node.attr == name and name not in own_names and name.endswith("_set"):
                        wrong.append(f"{path}:{node.lineno} {name} of {upper}")
    assert wrong == []


def test_views_write_only_through_actions():
    wrong = [
        f"{path}:{call.lineno} .{call.func.attr}()"
        for path, tree in views()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ORM_WRITES
        and not is_plain(call.func.value)
    ]
    assert wrong == []


def is_plain(node):
    """A call on a plain dict, set or list that the view made, or on an actions module."""
    return isinstance(node, ast.Name) and node.id in {
        "context", "seen", "values", "data", "params", "headers", "actions"
    }


def test_views_never_read_the_htmx_flag():
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in views()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "htmx"
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    ]
    assert wrong == []


def fragments_used():
    return {
        (call.args[1].value, keyword.value.value)
        for _, tree in views()
        for call in calls(tree)
        for keyword in call.keywords
        if keyword.arg == "fragment"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }


def test_fragments_exist():
    used = fragments_used()
    assert used
    missing = []
    for template, fragment in used:
        try:
            get_template(f"{template}#{fragment}")
        except TemplateDoesNotExist:
            missing.append(f"{template}#{fragment}")
    assert missing == []


def test_fragment_names_equal_ids():
    wrong = []
    for template, fragment in fragments_used():
        text = (ROOT / "templates" / template).read_text()
        if not re.search(rf"id=\"{fragment}\"", text):
            wrong.append(f"{template}#{fragment}")
    assert wrong == []


def tracked_models():
    found = {
        model.__name__ for model in apps.get_models()
        if hasattr(model, "history") and model._meta.app_label in FLOORS
    }
    assert len(found) > 10
    return found


def test_tracked_models_are_not_bulk_written():
    """QuerySet.update and bulk_create leave no history; two modules of leanplan know how."""
    helpers = {"leanplan/versioning.py", "leanplan/history.py"}
    tracked, wrong = tracked_models(), []
    for path, tree in sources():
        if str(path) in helpers:
            continue
        for call in calls(tree):
            func = call.func
            if isinstance(func, ast.Attribute) and func.attr in BULK_WRITES:
                names = {n.id for n in ast.walk(func.value) if isinstance(n, ast.Name)}
                attrs = {n.attr for n in ast.walk(func.value) if isinstance(n, ast.Attribute)}
                if names & tracked and "objects" in attrs:
                    wrong.append(f"{path}:{call.lineno} {ast.unparse(func)}")
    assert wrong == []


def test_rules_know_neither_database_nor_clock():
    wrong = []
    for path, tree in sources("**/rules.py") + sources("plan_check.py"):
        for module in imported(tree):
            if module.startswith("django.db") and not module.startswith("django.db.models.enums"):
                wrong.append(f"{path} imports {module}")
            if module in {"leanplan.clock", "time"} or module.endswith(".models"):
                wrong.append(f"{path} imports {module}")
    assert wrong == []


def test_nobody_asks_the_machine_what_day_it_is():
    """date.today() and localdate() of nothing ask the machine; localdate(moment) does not."""
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in sources()
        if str(path) != "leanplan/clock.py"
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"today", "localdate"}
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"date", "datetime", "timezone"}
        and not call.args
    ]
    assert wrong == []


def test_history_is_signed_in_one_way():
    """Who, when and why of the next record: history_sign, for whoever forgets one of the three."""
    marks = {"_history_user", "_history_date", "_change_reason"}
    places = {
        str(path)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in marks
        if isinstance(node.ctx, ast.Store)
    }
    # The administration's form knows the moment before it knows who saves.
    assert places == {"leanplan/history.py", "leanplan/admin.py"}


def test_files_stay_readable():
    too_long = [
        f"{path}: {len((ROOT / path).read_text().splitlines())} lines"
        for path, _ in sources()
        if "text" not in path.stem and len((ROOT / path).read_text().splitlines()) > MAX_FILE + 120
    ]
    assert too_long == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Mail is no page: mail programs know no style sheet, and no policy holds there.
TEMPLATES = [
    path for path in sorted((ROOT / "templates").rglob("*.html"))
    if path.relative_to(ROOT / "templates").parts[0] != "mail"
]


def test_templates_carry_nothing_the_policy_blocks():
    assert len(TEMPLATES) > 20
    wrong = []
    for path in TEMPLATES:
        text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
        for bad in (r"\sstyle=", r"\son[a-z]+=", r"hx-on", r"javascript:", r"<script(?![^>]*src=)"):
            for hit in re.findall(bad, text):
                wrong.append(f"{path.relative_to(ROOT)}: {hit}")
    assert wrong == []


def test_htmx_links_and_forms_work_without_javascript():
    """An hx-get on a link keeps its href, an hx-post on a form its method."""
    wrong, seen = [], 0
    for path in TEMPLATES:
        for tag in re.findall(r"<(?:a|form)\b[^>]*hx-(?:get|post)[^>]*>", path.read_text()):
            seen += 1
            if tag.startswith("<a") and "href=" not in tag:
                wrong.append(f"{path.relative_to(ROOT)}: {tag[:80]}")
            if tag.startswith("<form") and "hx-post" in tag and "action=" not in tag:
                wrong.append(f"{path.relative_to(ROOT)}: {tag[:80]}")
    assert seen > 3
    assert wrong == []
