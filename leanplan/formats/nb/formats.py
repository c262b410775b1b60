"""Dates in Norwegian: shown and written as 27.11.2018; 2018-11-27 is understood as well."""

SHORT_DATE_FORMAT = "d.m.Y"
DATE_FORMAT = "j. F Y"
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"]
