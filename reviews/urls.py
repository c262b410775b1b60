"""Pages of visits, reviews and follow-up areas."""

from django.urls import include, path

from reviews.views.planning import half_year_planning

app_name = "reviews"
urlpatterns = [
    path("gemba/", include("reviews.visit_urls")),
    path("analyser/", include("reviews.fishbone_urls")),
    path("oppfolging/", include("reviews.follow_up_urls")),
    path("planlegg/", half_year_planning, name="half_year_planning"),
    path("", include("reviews.review_urls")),
]
