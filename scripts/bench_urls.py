"""The URL table with two yardsticks beside it: an empty view and the cheapest honest list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from leanplan.urls import urlpatterns as product
from measures.models import Measure

ROWS = engines["django"].from_string(
    "<!doctype html><title>x</title><h1>x</h1><table>{% for row in rows %}<tr><td>{{ row.code }}"
    '</td><td><a href="{% url \'measures:measure_detail\' row.pk %}">{{ row.text }}</a></td>'
    "<td>{{ row.row.title }}</td><td>{{ row.owner.role }}</td><td>{{ row.unit.name }}</td>"
    '<td>{{ row.get_status_display }}</td><td>{{ row.due_date|date:"d.m.Y" }}</td></tr>'
    "{% endfor %}</table>"
)


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all."""
    return HttpResponse("")


@login_not_required
def list1(request: HttpRequest) -> HttpResponse:
    """One indexed query with three joins, 50 rows, no sign-in, no count."""
    rows = Measure.objects.select_related("row", "owner", "unit").order_by("due_date", "pk")[:50]
    return HttpResponse(ROWS.render({"rows": rows}))


urlpatterns = [*product, path("bench/empty/", empty), path("bench/list1/", list1)]
