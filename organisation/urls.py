"""Pages of the organisation."""

from django.urls import path

from organisation.views import positions, profile

app_name = "organisation"
urlpatterns = [
    path("stillinger/finn/", positions.position_search, name="position_search"),
    path("min-profil/", profile.profile, name="profile"),
    path("min-profil/logg-ut-andre/", profile.sessions_end, name="sessions_end"),
    path("min-profil/fortsett/", profile.form_resume, name="form_resume"),
]
