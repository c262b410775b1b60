"""When a leader leaves (Overlevering): what goes to whom, and nothing is left with nobody."""
