"""Pages of board meetings and of screens on the wall."""

from django.urls import path

from boards.views import board_meeting_run as run
from boards.views import board_meetings as meetings
from boards.views import wall

urlpatterns = [
    path("tavler/<int:pk>/moter/", meetings.board_meetings, name="board_meetings"),
    path("tavler/<int:pk>/moter/for/", meetings.board_meeting_log, name="board_meeting_log"),
    path("tavler/<int:pk>/moter/start/", run.board_meeting_start, name="board_meeting_start"),
    path("tavler/<int:pk>/satt-av/<int:entry>/", meetings.board_slot_tick,
         name="board_slot_tick"),
    path("tavler/mote/<int:pk>/", meetings.board_meeting, name="board_meeting"),
    path("tavler/mote/<int:pk>/endre/", meetings.board_meeting_edit, name="board_meeting_edit"),
    path("tavler/mote/<int:pk>/ta-bort/", meetings.board_meeting_delete,
         name="board_meeting_delete"),
    path("tavler/mote/<int:pk>/steg/", run.board_meeting_step, name="board_meeting_step"),
    path("tavler/mote/<int:pk>/avslutt/", run.board_meeting_end, name="board_meeting_end"),
    path("tavler/mote/<int:pk>/feil/", run.board_meeting_drop, name="board_meeting_drop"),
    path("tavler/mote/<int:pk>/beslutning/", run.board_decision_add, name="board_decision_add"),
    path("tavler/beslutning/<int:pk>/", meetings.board_decision_edit,
         name="board_decision_edit"),
    path("tavler/beslutning/<int:pk>/gjort/", meetings.board_decision_done,
         name="board_decision_done"),
    path("tavler/beslutning/<int:pk>/ta-bort/", meetings.board_decision_delete,
         name="board_decision_delete"),
    path("tavler/<int:pk>/skjermer/", wall.wall_list, name="wall_list"),
    path("tavler/skjermadresse/<int:pk>/avslutt/", wall.wall_end, name="wall_end"),
    path("tavler/skjerm/<str:secret>/", wall.wall, name="wall"),
    path("tavler/skjerm/<str:secret>/nytt/", wall.wall_news, name="wall_news"),
]
