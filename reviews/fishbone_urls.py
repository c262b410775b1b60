"""Pages of fishbone and stakeholder analyses."""

from django.urls import path

from reviews.views import fishbone_meeting as meeting
from reviews.views import fishbone_parts as parts
from reviews.views import fishbones, stakeholders

urlpatterns = [
    path("", fishbones.fishbone_list, name="fishbone_list"),
    path("excel/", fishbones.fishbones_export, name="fishbones_export"),
    path("ny/", fishbones.fishbone_create, name="fishbone_create"),
    path("<int:pk>/", fishbones.fishbone_detail, name="fishbone_detail"),
    path("<int:pk>/ark/", fishbones.fishbone_sheet, name="fishbone_sheet"),
    path("<int:pk>/endre/", fishbones.fishbone_edit, name="fishbone_edit"),
    path("<int:pk>/start/", fishbones.fishbone_start, name="fishbone_start"),
    path("<int:pk>/gjennomfor/", fishbones.fishbone_hold, name="fishbone_hold"),
    path("<int:pk>/videre/", fishbones.fishbone_move, name="fishbone_move"),
    path("<int:pk>/deltakere/", parts.fishbone_participants, name="fishbone_participants"),
    path("deltakere/<int:pk>/fjern/", parts.participant_remove, name="participant_remove"),
    path("<int:pk>/bein/", parts.fishbone_bones, name="fishbone_bones"),
    path("bein/<int:pk>/", parts.bone_edit, name="bone_edit"),
    path("bein/<int:pk>/fjern/", parts.bone_remove, name="bone_remove"),
    path("<int:pk>/mote/", meeting.fishbone_meeting, name="fishbone_meeting"),
    path("<int:pk>/nytt/", meeting.fishbone_news, name="fishbone_news"),
    path("<int:pk>/arsak/", meeting.cause_add, name="cause_add"),
    path("arsak/<int:pk>/", meeting.cause_edit, name="cause_edit"),
    path("arsak/<int:pk>/flytt/", meeting.cause_move, name="cause_move"),
    path("arsak/<int:pk>/merke/", meeting.cause_mark, name="cause_mark"),
    path("arsak/<int:pk>/fjern/", meeting.cause_remove, name="cause_remove"),
    path("arsak/<int:pk>/tiltak/", meeting.cause_outcome, name="cause_outcome"),
    path("<int:pk>/interessenter/", stakeholders.stakeholders_begin, name="stakeholders_begin"),
    path("interessenter/ny/", stakeholders.stakeholders_create, name="stakeholders_create"),
    path("interessenter/<int:pk>/", stakeholders.stakeholders_detail, name="stakeholders_detail"),
    path("interessenter/<int:pk>/endre/", stakeholders.stakeholders_edit, name="stakeholders_edit"),
    path("interessenter/<int:pk>/ny/", stakeholders.stakeholder_add, name="stakeholder_add"),
    path("interessent/<int:pk>/", stakeholders.stakeholder_edit, name="stakeholder_edit"),
    path("interessent/<int:pk>/plass/", stakeholders.stakeholder_place, name="stakeholder_place"),
    path("interessent/<int:pk>/fjern/", stakeholders.stakeholder_remove, name="stakeholder_remove"),
    path("kontroll/<int:pk>/", stakeholders.stakeholder_check, name="stakeholder_check"),
]
