"""Pages of visits, reviews and follow-up areas."""

from django.urls import path

from reviews.views import follow_ups

app_name = "reviews"
urlpatterns = [
    path(
        "oppfolging/<int:pk>/", follow_ups.follow_up_detail, name="follow_up_detail",
    ),
]
