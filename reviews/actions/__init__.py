"""Everything that changes visits, reviews and follow-up areas."""
