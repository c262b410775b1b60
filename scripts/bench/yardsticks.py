"""The yardsticks: the cheapest honest Django pages over the product's own measures.

They go through Django's stock middleware alone, have the same columns, joins and number of rows
in every comparison, and know nothing of reach, history or translation. `address` is the part of
the URL table that holds them; `floor_handler` makes what answers it with the stock middleware.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.handlers.base import BaseHandler
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.test import override_settings
from django.urls import URLPattern, URLResolver, path

from challenges.models import Challenge
from leanplan.clock import today
from measures.choices import Status
from measures.models import Measure, StatusEntry
from organisation.models import OrgUnit, Position

# A page's filters offer as many choices as peers' lists do; a city's 2 000 units would dwarf the
# rest, and make the yardstick easy to keep up with.
_UNITS, _CHALLENGES, _OWNERS = 20, 100, 200
_JOINS = ("row", "owner", "unit")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGES = {
    "bench/base.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Yardstick</title>'
        '<link rel="stylesheet" href="/static/admin/css/base.css"></head><body><header>'
        '<a href="/">Plan</a> <nav><a href="/bench/list/">Measures</a></nav></header>'
        "<main>{% block main %}{% endblock %}</main></body></html>"
    ),
    "bench/rows.html": (
        "<table><thead><tr><th>No</th><th>Measure</th><th>Row</th><th>Owner</th><th>Unit</th>"
        "<th>Status</th><th>Deadline</th></tr></thead><tbody>{% for row in rows %}"
        '<tr class="s-{{ row.status }}"><td>{{ row.code }}</td>'
        "<td><a href=\"{% url 'bench_detail' row.pk %}\">{{ row.text }}</a></td>"
        "<td>{{ row.row.title }}</td><td>{{ row.owner.role }} {{ row.owner_id }}</td>"
        "<td>{{ row.unit.name }}</td><td>{{ row.get_status_display }}</td>"
        '<td>{{ row.due_date|date:"d.m.Y" }}</td></tr>\n{% endfor %}</tbody></table>'
    ),
    "bench/list1.html": (
        '{% extends "bench/base.html" %}{% block main %}<h1>Measures</h1>'
        '{% include "bench/rows.html" %}{% endblock %}'
    ),
    "bench/list.html": (
        '{% extends "bench/base.html" %}{% block main %}<h1>Measures ({{ rows.paginator.count }})'
        '</h1><p>{{ user.email }}</p><form method="get"><input name="q">'
        '<select name="status"><option></option>{% for value, label in statuses %}'
        '<option value="{{ value }}"{% if value == chosen %} selected{% endif %}>{{ label }}'
        '</option>{% endfor %}</select><select name="unit"><option></option>'
        '{% for one in units %}<option value="{{ one.pk }}">{{ one.name }}</option>{% endfor %}'
        '</select><select name="challenge"><option></option>{% for one in challenges %}'
        '<option value="{{ one.pk }}">{{ one.text }}</option>{% endfor %}</select>'
        '<select name="owner"><option></option>{% for one in owners %}'
        '<option value="{{ one.pk }}">{{ one.role }} {{ one.unit_id }}</option>{% endfor %}'
        '</select><button>Filter</button></form>{% include "bench/rows.html" %}'
        "<p>Page {{ rows.number }} of {{ rows.paginator.num_pages }}</p>{% endblock %}"
    ),
    "bench/detail.html": (
        '{% extends "bench/base.html" %}{% block main %}<h1>{{ one.text }}</h1>'
        "<p>{{ one.description }}</p><dl><dt>Owner</dt><dd>{{ one.owner.role }}</dd>"
        "<dt>Unit</dt><dd>{{ one.unit.name }}</dd><dt>Row</dt><dd>{{ one.row.title }}</dd>"
        '<dt>Deadline</dt><dd>{{ one.due_date|date:"d.m.Y" }}</dd>'
        "<dt>Status</dt><dd>{{ one.get_status_display }}</dd></dl>"
        "<form method=\"post\" action=\"{% url 'bench_status' one.pk %}\">{% csrf_token %}"
        '<select name="status">{% for value, label in statuses %}<option value="{{ value }}"'
        "{% if value == one.status %} selected{% endif %}>{{ label }}</option>{% endfor %}"
        "</select><button>Save</button></form><ol>{% for entry in log %}"
        '<li>{{ entry.made_at|date:"d.m.Y H:i" }} {{ entry.by.email }}: {{ entry.status }}</li>'
        "{% endfor %}</ol>{% endblock %}"
    ),
}


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"bench/{name}.html", context, using="floor")


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all."""
    return HttpResponse("")


def list1(request: HttpRequest) -> HttpResponse:
    """LIST1: one indexed query with three joins, 50 rows, no sign-in, no count."""
    rows = Measure.objects.select_related(*_JOINS).order_by("due_date", "pk")[:50]
    return _page(request, "list1", rows=rows)


@login_required
def listfull(request: HttpRequest) -> HttpResponse:
    """LISTFULL: the same with sign-in, count, pages and four filters."""
    rows = Measure.objects.order_by("due_date", "pk")
    if chosen := request.GET.get("status"):
        rows = rows.filter(status=chosen)
    if words := request.GET.get("q"):
        rows = rows.filter(text__icontains=words)
    page = Paginator(rows.select_related(*_JOINS).defer("description"), 50)
    return _page(
        request, "list", rows=page.get_page(request.GET.get("page")), statuses=Status.choices,
        chosen=chosen, units=OrgUnit.objects.only("id", "name")[:_UNITS],
        challenges=Challenge.objects.only("id", "text")[:_CHALLENGES],
        owners=Position.objects.only("id", "role", "unit_id")[:_OWNERS],
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure, its last ten entries, and the form of its status."""
    one = get_object_or_404(Measure.objects.select_related(*_JOINS), pk=pk)
    log = StatusEntry.objects.filter(measure=pk).select_related("by").order_by("-pk")[:10]
    return _page(request, "detail", one=one, log=log, statuses=Status.choices)


@login_required
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the status and write the log, then send to the measure's page."""
    with transaction.atomic():
        # Of itself alone: PostgreSQL locks no row of an outer join.
        one = get_object_or_404(Measure.objects.select_for_update(of=("self",)), pk=pk)
        StatusEntry.objects.create(
            measure=one, status=request.POST["status"], said_on=today(), by_id=request.user.pk
        )
        one.status = request.POST["status"]
        Measure.objects.filter(pk=pk).update(status=one.status)
    return redirect("bench_detail", pk)


class _StockAdmin(admin.ModelAdmin):
    """Django's list as it comes, for one who may see everything."""

    list_display = ("text", "status", "owner_role", "row", "unit_name", "due_date")
    list_select_related = _JOINS
    list_per_page = 50
    ordering = ("due_date", "id")
    has_view_permission = has_change_permission = lambda *_: True

    def owner_role(self, one: Measure) -> str:
        """What names the owner without another query."""
        return f"{one.owner.role} {one.owner_id}" if one.owner else ""

    def unit_name(self, one: Measure) -> str:
        """The unit's own name."""
        return one.unit.name if one.unit else ""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with Django's own templates and not the product's."""
        response = super().changelist_view(request, extra_context)
        response.using = "floor"  # type: ignore[attr-defined]
        return response


_site = admin.AdminSite("stock")
_site.register(Measure, _StockAdmin)

address: list[URLPattern | URLResolver] = [
    path("bench/empty/", empty),
    path("bench/list1/", list1),
    path("bench/list/", listfull),
    path("bench/detail/<int:pk>/", detail, name="bench_detail"),
    path("bench/status/<int:pk>/", status, name="bench_status"),
    path("bench/admin/", _site.urls),
]
ADMIN_LIST = "/bench/admin/measures/measure/"


def with_floor_middleware(handler: BaseHandler) -> None:
    """Let a handler (Django's or the test client's) answer through the stock middleware alone."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        handler.load_middleware()
