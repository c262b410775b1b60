"""Standing in for a leader for a period (Stedfortreder): who, from when to when."""
