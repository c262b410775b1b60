"""Forms about measures, one module a subject."""
