"""Pages of boards, meetings and the annual wheel."""

from django.urls import path

from boards.views import wheel

app_name = "boards"
urlpatterns = [
    path("arshjul/", wheel.wheel_current, name="wheel_current"),
    path("arshjul/<int:unit>/<int:year>/", wheel.wheel_year, name="wheel_year"),
    path("arshjul/<int:unit>/<int:year>/kopier/", wheel.wheel_copy, name="wheel_copy"),
    path("arshjul/<int:unit>/ny/", wheel.wheel_entry_create, name="wheel_entry_create"),
    path("arshjul/sak/<int:pk>/", wheel.wheel_entry_edit, name="wheel_entry_edit"),
    path("arshjul/sak/<int:pk>/ta-ut/", wheel.wheel_entry_delete, name="wheel_entry_delete"),
    path("arshjul/sak/<int:pk>/gjort/", wheel.wheel_entry_tick, name="wheel_entry_tick"),
]
