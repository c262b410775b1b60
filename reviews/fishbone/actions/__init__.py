"""What people do with an analysis, its causes, and what comes out of them."""
