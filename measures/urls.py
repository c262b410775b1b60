"""Pages of the plan and its measures."""

from django.urls import URLPattern

app_name = "measures"
urlpatterns: list[URLPattern] = []
