"""Pages of the organisation and of one's own account."""
