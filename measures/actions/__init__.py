"""Everything that changes measures and plans; views, admin, commands and imports call these."""
