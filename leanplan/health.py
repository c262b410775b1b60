"""What a load balancer and a watchdog ask: is the process alive, can it serve."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leanplan.access import public

# Where they are asked; asked often, and before there is anything to answer with.
PATHS = frozenset({"/healthz", "/readyz"})


@never_cache
@require_safe
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
@public
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and its tables are up to date, else 503 with what lacks."""
    fault = _fault()
    return HttpResponse(fault or "ok", content_type="text/plain", status=503 if fault else 200)


def _fault() -> str:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "the database is not migrated: run manage.py migrate"
        cache.get("readyz")
    except DatabaseError:
        return "the database does not answer"
    return ""
