"""Pages of boards, meetings and the annual wheel."""

from django.urls import URLPattern

app_name = "boards"
urlpatterns: list[URLPattern] = []
