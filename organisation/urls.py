"""Pages of the organisation."""

from django.urls import path

from organisation.views import language, look, notices, positions, profile, work_account

app_name = "organisation"
urlpatterns = [
    path("utseende/logo/<slug:digest>", look.logo, name="logo"),
    path("utseende/farge/<slug:digest>.css", look.colour, name="colour"),
    path("stillinger/finn/", positions.position_search, name="position_search"),
    path("sprak/", language.language_keep, name="language_keep"),
    path("min-profil/", profile.profile, name="profile"),
    path("min-profil/logg-ut-andre/", profile.sessions_end, name="sessions_end"),
    path("min-profil/logg-ut/<int:pk>/", profile.session_end, name="session_end"),
    path("min-profil/fortsett/", profile.form_resume, name="form_resume"),
    path("varsler/", notices.notices, name="notices"),
    path("varsler/lest/", notices.notices_read, name="notices_read"),
    path("varsler/e-post/", notices.mail_choose, name="mail_choose"),
    path("varsler/neste-e-post/", notices.mail_preview, name="mail_preview"),
    path("varsler/<int:pk>/", notices.notice_open, name="notice_open"),
    path("konto/jobbkonto/", work_account.oidc_start, name="oidc_start"),
    path("konto/jobbkonto/svar/", work_account.oidc_callback, name="oidc_callback"),
    path("konto/invitasjon/<str:token>/", work_account.invitation, name="invitation"),
]
