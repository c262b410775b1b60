"""Administration of visits, reviews and follow-up areas; each subject has a file of its own."""

from reviews import admin_analyses, admin_follow_ups, admin_visits  # noqa: F401
