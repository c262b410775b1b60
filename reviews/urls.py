"""Pages of visits, reviews and follow-up areas."""

from django.urls import include, path

from reviews import review_urls
from reviews.views import visits

app_name = "reviews"
urlpatterns = [
    path("gemba/besok/<int:pk>/", visits.visit_detail, name="visit_detail"),
    path("oppfolging/", include("reviews.follow_up_urls")),
]

urlpatterns += review_urls.urlpatterns
