"""The URL table: stands on top of all apps."""

from django.contrib import admin
from django.urls import include, path

from leanplan.favicon import favicon
from leanplan.health import healthz, readyz

urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("measures.urls")),
    path("", include("leaders.urls")),
    path("", include("reviews.urls")),
    path("", include("boards.urls")),
    path("", include("overview.urls")),
    path("", include("organisation.urls")),
    path("les-inn/", include("documents.urls")),
    path("konto/", include("organisation.sign_in.urls")),
    path("admin/", admin.site.urls),
]
