"""What people do with meetings, points and decisions."""
