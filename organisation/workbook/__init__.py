"""Units and people in and out of Excel: the workbook, what it would change, and the change."""
