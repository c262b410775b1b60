"""`make bench`: how quick and how light Leanplan is, beside yardsticks (see docs/speed.md)."""
