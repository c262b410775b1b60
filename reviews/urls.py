"""Pages of visits, reviews and follow-up areas."""

from django.urls import URLPattern

app_name = "reviews"
urlpatterns: list[URLPattern] = []
