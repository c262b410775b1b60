"""How visits, reviews and follow-up areas are shown."""
