"""Pages of the organisation."""

from django.urls import path

from organisation import views

app_name = "organisation"
urlpatterns = [
    path("finn/", views.position_search, name="position_search"),
]
