"""What the pages of the organisation show, ready to be written."""
