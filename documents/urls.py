"""Pages for reading documents in."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.document_upload, name="document_upload"),
    path("dokument/<int:pk>/", views.document_detail, name="document_detail"),
    path("dokument/<int:pk>/fil/", views.document_download, name="document_download"),
    path("<int:pk>/", views.draft_review, name="draft_review"),
    path("<int:pk>/bekreft/", views.draft_confirm, name="draft_confirm"),
    path("<int:pk>/forkast/", views.draft_drop, name="draft_drop"),
    path("<int:pk>/linje/<slug:key>/", views.line_edit, name="line_edit"),
    path("<int:pk>/linje/<slug:key>/frist/", views.line_due, name="line_due"),
    path("<int:pk>/tekst/<slug:key>/", views.text_place, name="text_place"),
    path("<int:pk>/tekst/<slug:key>/tilbake/", views.text_restore, name="text_restore"),
    path("<int:pk>/ta-ikke-med/", views.texts_leave_out, name="texts_leave_out"),
]
