"""Pages of the organisation."""

from django.urls import path

from organisation.views import (
    language,
    look,
    notices,
    positions,
    profile,
    stand_ins,
    work_account,
    workbook,
)

app_name = "organisation"
urlpatterns = [
    path("utseende/logo/<slug:digest>", look.logo, name="logo"),
    path("utseende/farge/<slug:digest>.css", look.colour, name="colour"),
    path("stillinger/finn/", positions.position_search, name="position_search"),
    path("stillinger/<int:pk>/stedfortreder/", stand_ins.stand_in, name="stand_in"),
    path("stedfortreder/", stand_ins.stand_ins, name="stand_ins"),
    path("stedfortreder/<int:pk>/", stand_ins.stand_in_edit, name="stand_in_edit"),
    path("stedfortreder/<int:pk>/trekk/", stand_ins.stand_in_withdraw, name="stand_in_withdraw"),
    path("sprak/", language.language_keep, name="language_keep"),
    path("min-profil/", profile.profile, name="profile"),
    path("min-profil/logg-ut-andre/", profile.sessions_end, name="sessions_end"),
    path("min-profil/logg-ut/<int:pk>/", profile.session_end, name="session_end"),
    path("min-profil/fortsett/", profile.form_resume, name="form_resume"),
    path("varsler/", notices.notices, name="notices"),
    path("varsler/excel/", notices.notices_export, name="notices_export"),
    path("varsler/lest/", notices.notices_read, name="notices_read"),
    path("varsler/e-post/", notices.mail_choose, name="mail_choose"),
    path("varsler/neste-e-post/", notices.mail_preview, name="mail_preview"),
    path("varsler/<int:pk>/", notices.notice_open, name="notice_open"),
    path("enheter-og-personer/", workbook.workbook_upload, name="workbook_upload"),
    path("enheter-og-personer/tom/", workbook.workbook_empty, name="workbook_empty"),
    path("enheter-og-personer/utfylt/", workbook.workbook_filled, name="workbook_filled"),
    path("enheter-og-personer/<int:pk>/", workbook.workbook_review, name="workbook_review"),
    path(
        "enheter-og-personer/<int:pk>/bekreft/", workbook.workbook_confirm,
        name="workbook_confirm",
    ),
    path("enheter-og-personer/<int:pk>/forkast/", workbook.workbook_drop, name="workbook_drop"),
    path("konto/jobbkonto/", work_account.oidc_start, name="oidc_start"),
    path("konto/jobbkonto/svar/", work_account.oidc_callback, name="oidc_callback"),
    path("konto/invitasjon/<str:token>/", work_account.invitation, name="invitation"),
]
