"""Who is reminded of what and when: one answer for mail and for what Varsler shows."""
