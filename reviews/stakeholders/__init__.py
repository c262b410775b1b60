"""The stakeholder analysis (M26, methods 3.8): who can affect it, and how they take part."""
