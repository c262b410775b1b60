"""Pages of the overview."""

from django.urls import path

from overview.views import calendar, my_page

app_name = "overview"
urlpatterns = [
    path("", my_page.my_page, name="my_page"),
    path("besok/", my_page.visit_note, name="visit_note"),
    path("kalender/", calendar.calendar_own, name="calendar_own"),
    path("kalender/adresse/", calendar.feed_make, name="feed_make"),
    path("kalender/adresse/avslutt/", calendar.feed_end, name="feed_end"),
    path("kalender/sak/<str:key>.ics", calendar.calendar_event, name="calendar_event"),
    path("kalender/<str:secret>.ics", calendar.calendar_feed_read, name="calendar_feed"),
]
