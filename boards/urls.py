"""Pages of boards, meetings and the annual wheel."""

from django.urls import path

from boards.rlg import urls as rlg
from boards.views import boards, figures, lifts, suggestions, wheel

app_name = "boards"
urlpatterns = [
    path("tavler/", boards.board_list, name="board_list"),
    path("tavler/<int:pk>/", boards.board_detail, name="board_detail"),
    path("tavler/ny/", boards.board_create, name="board_create"),
    path("tavler/<int:pk>/nytt/", boards.board_live, name="board_live"),
    path("tavler/<int:pk>/endre/", boards.board_edit, name="board_edit"),
    path("tavler/<int:pk>/legg-bort/", boards.board_close, name="board_close"),
    path("tavler/<int:pk>/forslag/", suggestions.suggestion_list, name="suggestion_list"),
    path("tavler/<int:pk>/forslag/excel/", suggestions.suggestions_export,
         name="suggestions_export"),
    path("tavler/<int:pk>/forslag/nytt/", suggestions.suggestion_create, name="suggestion_create"),
    path("tavler/<int:pk>/forslag/linje/", suggestions.suggestion_add, name="suggestion_add"),
    path("tavler/<int:pk>/loft/", lifts.lift_create, name="lift_create"),
    path("tavler/<int:pk>/malepunkt/nytt/", figures.figure_create, name="figure_create"),
    path("tavler/forslag/<int:pk>/", suggestions.suggestion_detail, name="suggestion_detail"),
    path("tavler/forslag/<int:pk>/endre/", suggestions.suggestion_edit, name="suggestion_edit"),
    path("tavler/forslag/<int:pk>/anslag/", suggestions.suggestion_score, name="suggestion_score"),
    path("tavler/forslag/<int:pk>/flytt/", suggestions.suggestion_move, name="suggestion_move"),
    path("tavler/forslag/<int:pk>/runde/", suggestions.round_edit, name="round_edit"),
    path("tavler/loft/<int:pk>/", lifts.lift_detail, name="lift_detail"),
    path("tavler/loft/<int:pk>/svar/", lifts.lift_answer, name="lift_answer"),
    path("tavler/loft/<int:pk>/videre/", lifts.lift_further, name="lift_further"),
    path("tavler/loft/<int:pk>/ta-tilbake/", lifts.lift_withdraw, name="lift_withdraw"),
    path("tavler/malepunkt/<int:pk>/", figures.figure_detail, name="figure_detail"),
    path("tavler/malepunkt/<int:pk>/endre/", figures.figure_edit, name="figure_edit"),
    path("tavler/malepunkt/<int:pk>/legg-bort/", figures.figure_close, name="figure_close"),
    path("tavler/malepunkt/<int:pk>/les-av/", figures.figure_read, name="figure_read"),
    path("tavler/avlesning/<int:pk>/", figures.board_reading_edit, name="board_reading_edit"),
    path("arshjul/", wheel.wheel_current, name="wheel_current"),
    path("arshjul/<int:unit>/<int:year>/", wheel.wheel_year, name="wheel_year"),
    path("arshjul/<int:unit>/<int:year>/kopier/", wheel.wheel_copy, name="wheel_copy"),
    path("arshjul/<int:unit>/ny/", wheel.wheel_entry_create, name="wheel_entry_create"),
    path("arshjul/sak/<int:pk>/", wheel.wheel_entry_edit, name="wheel_entry_edit"),
    path("arshjul/sak/<int:pk>/ta-ut/", wheel.wheel_entry_delete, name="wheel_entry_delete"),
    path("arshjul/sak/<int:pk>/gjort/", wheel.wheel_entry_tick, name="wheel_entry_tick"),
    *rlg.urlpatterns,
]
