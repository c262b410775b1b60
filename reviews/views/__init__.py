"""Pages of visits, reviews and follow-up areas."""
