"""Pages of visits, reviews and follow-up areas."""

from django.urls import path

from reviews.views import follow_ups, visits

app_name = "reviews"
urlpatterns = [
    path("gemba/besok/<int:pk>/", visits.visit_detail, name="visit_detail"),
    path(
        "oppfolging/<int:pk>/", follow_ups.follow_up_detail, name="follow_up_detail",
    ),
]
