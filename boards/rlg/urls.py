"""Addresses of a leader group's board, of the rows' statuses and of a meeting that runs."""

from django.urls import path

from boards.views import meeting_run, meeting_write, rlg_board, row_status

urlpatterns = [
    path("rlg/rad/<int:pk>/status/", row_status.row_status_set, name="row_status_set"),
    path("rlg/tavle/", rlg_board.rlg_board, name="rlg_board"),
    path("rlg/tavle/<int:series>/", rlg_board.group_board, name="group_board"),
    path("moter/<int:pk>/vegg/", meeting_run.meeting_wall, name="meeting_wall"),
    path("moter/<int:pk>/gang/", meeting_run.meeting_run, name="meeting_run"),
    path("moter/<int:pk>/gang/penn/", meeting_run.meeting_pen, name="meeting_pen"),
    path("moter/<int:pk>/gang/steg/", meeting_run.meeting_step_set, name="meeting_step_set"),
    path("moter/<int:pk>/gang/vedtak/", meeting_write.decision_line, name="decision_line"),
    path("moter/<int:pk>/gang/hjul/", meeting_write.wheel_used, name="wheel_used"),
    path("moter/<int:pk>/gang/rad/<int:row>/", meeting_write.meeting_row_status,
         name="meeting_row_status"),
    path("moter/sak/<int:pk>/notat/", meeting_write.point_note, name="point_note"),
    path("moter/sak/<int:pk>/utfall/", meeting_write.point_settle, name="point_settle"),
]
