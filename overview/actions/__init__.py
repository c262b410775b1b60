"""What is written about a person's own page."""
