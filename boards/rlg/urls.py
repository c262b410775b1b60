"""Addresses of a leader group's board, of the rows' statuses and of a meeting that runs."""

from django.urls import path

from boards.views import row_status

urlpatterns = [
    path("rlg/rad/<int:pk>/status/", row_status.row_status_set, name="row_status_set"),
]
