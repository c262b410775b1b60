"""Mail on its way out: kept first, then claimed, sent and confirmed, so that none goes twice."""
