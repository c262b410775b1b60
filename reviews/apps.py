"""Gemba visits, half-yearly reviews, follow-up areas: what leaders see, and what follows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Visits and reviews")

    def ready(self) -> None:
        import reviews.permissions  # noqa: F401, PLC0415
        from organisation.municipality_settings import register_text  # noqa: PLC0415
        from reviews import (  # noqa: PLC0415
            asked,
            figures,
            follow_up_due,
            navigation,
            obligations,
            planning_letters,
            point_panel,
            private,
            review_jobs,
            review_sources,
            thresholds,
            visit_letters,
            visit_navigation,
            visit_sources,
        )
        from reviews.fishbone import handing_over, panels, question, sources  # noqa: PLC0415
        from reviews.stakeholders import obligations as stakeholder_rules  # noqa: PLC0415

        question.register()
        handing_over.register()
        panels.register()
        sources.register()
        visit_letters.register()
        visit_navigation.register()
        visit_sources.register()
        thresholds.register()
        figures.register()
        private.register()
        review_jobs.register()
        review_sources.register()
        point_panel.register()
        navigation.register()
        follow_up_due.register()
        register_text(asked.SCOPE)
        obligations.register()
        stakeholder_rules.register()
        planning_letters.register()
