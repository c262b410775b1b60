"""Pages of Gemba visits."""

from django.urls import path

from reviews.views import photos, visit_after, visit_card, visits

urlpatterns = [
    path("", visits.visit_list, name="visit_list"),
    path("<int:year>/", visits.visit_list, name="visit_year"),
    path("<int:year>/excel/", visits.visits_export, name="visits_export"),
    path("planlegg/", visits.visit_plan, name="visit_plan"),
    path("besok/<int:pk>/", visits.visit_detail, name="visit_detail"),
    path("besok/<int:pk>/endre/", visits.visit_edit, name="visit_edit"),
    path("besok/<int:pk>/flytt/", visits.visit_postpone, name="visit_postpone"),
    path("besok/<int:pk>/avlys/", visits.visit_cancel, name="visit_cancel"),
    path("besok/<int:pk>/varsle/", visits.visit_announce, name="visit_announce"),
    path("besok/<int:pk>/fra-enheten/", visits.host_note, name="host_note"),
    path("besok/<int:pk>/notat/", visit_card.visit_record, name="visit_record"),
    path(
        "besok/<int:pk>/notat/<uuid:key>/", visit_card.observation_put,
        name="observation_put",
    ),
    path(
        "besok/<int:pk>/notat/<uuid:key>/slett/", visit_card.observation_delete,
        name="observation_delete",
    ),
    path(
        "besok/<int:pk>/notat/<uuid:key>/bilde/<uuid:photo>/", photos.photo_add,
        name="photo_add",
    ),
    path("besok/<int:pk>/ros/", visit_card.praise_put, name="praise_put"),
    path(
        "besok/<int:pk>/se-etter/<int:question>/", visit_card.question_tick,
        name="question_tick",
    ),
    path("besok/<int:pk>/avslutt/", visit_after.visit_finish, name="visit_finish"),
    path("besok/<int:pk>/oppsummering/", visit_after.visit_debrief, name="visit_debrief"),
    path("observasjon/<int:pk>/", visit_after.observation_edit, name="observation_edit"),
    path("bilde/<int:pk>.jpg", photos.photo, name="photo"),
    path("bilde/<int:pk>/fjern/", photos.photo_remove, name="photo_remove"),
]
