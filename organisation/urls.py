"""Pages of the organisation."""

from django.urls import path

from organisation.views import language, positions, profile, work_account

app_name = "organisation"
urlpatterns = [
    path("stillinger/finn/", positions.position_search, name="position_search"),
    path("sprak/", language.language_keep, name="language_keep"),
    path("min-profil/", profile.profile, name="profile"),
    path("min-profil/logg-ut-andre/", profile.sessions_end, name="sessions_end"),
    path("min-profil/logg-ut/<int:pk>/", profile.session_end, name="session_end"),
    path("min-profil/fortsett/", profile.form_resume, name="form_resume"),
    path("konto/jobbkonto/", work_account.oidc_start, name="oidc_start"),
    path("konto/jobbkonto/svar/", work_account.oidc_callback, name="oidc_callback"),
    path("konto/invitasjon/<str:token>/", work_account.invitation, name="invitation"),
]
