"""The meetings of the management group and of leader groups: agenda, record, decisions, minutes."""
