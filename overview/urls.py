"""Pages of the overview."""

from django.urls import path

from overview.views import area, calendar, my_page, unit, units

app_name = "overview"
urlpatterns = [
    path("", my_page.my_page, name="my_page"),
    path("besok/", my_page.visit_note, name="visit_note"),
    path("kalender/", calendar.calendar_own, name="calendar_own"),
    path("kalender/adresse/", calendar.feed_make, name="feed_make"),
    path("kalender/adresse/avslutt/", calendar.feed_end, name="feed_end"),
    path("kalender/sak/<str:key>.ics", calendar.calendar_event, name="calendar_event"),
    path("kalender/<str:secret>.ics", calendar.calendar_feed_read, name="calendar_feed"),
    path("enheter/", units.unit_list, name="unit_list"),
    path("enheter/excel/", units.units_export, name="units_export"),
    path("enheter/<int:pk>/", unit.unit_detail, name="unit_detail"),
    path("min-enhet/", unit.unit_own, name="unit_own"),
    path("omrader/<int:pk>/", area.area_detail, name="area_detail"),
]
