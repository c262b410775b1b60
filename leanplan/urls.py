"""The URL table: stands on top of all apps."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("measures.urls")),
    path("stillinger/", include("organisation.urls")),
    path("les-inn/", include("documents.urls")),
    path("konto/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
