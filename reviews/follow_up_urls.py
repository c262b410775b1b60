"""Addresses of the register of follow-up areas."""

from django.urls import path

from reviews.views import follow_ups

urlpatterns = [
    path("", follow_ups.follow_up_list, name="follow_up_list"),
    path("excel/", follow_ups.follow_ups_export, name="follow_ups_export"),
    path("ny/", follow_ups.follow_up_create, name="follow_up_create"),
    path("<int:pk>/", follow_ups.follow_up_detail, name="follow_up_detail"),
    path("<int:pk>/endre/", follow_ups.follow_up_edit, name="follow_up_edit"),
    path("<int:pk>/utfort/", follow_ups.follow_up_done, name="follow_up_done"),
    path("<int:pk>/effekt/", follow_ups.follow_up_close, name="follow_up_close"),
    path("<int:pk>/utgar/", follow_ups.follow_up_drop, name="follow_up_drop"),
    path("<int:pk>/apne/", follow_ups.follow_up_reopen, name="follow_up_reopen"),
    path("<int:pk>/tiltak/", follow_ups.follow_up_measure, name="follow_up_measure"),
]
