"""Forms about visits, reviews and follow-up areas."""
