"""How dates are written and read, by language; see FORMAT_MODULE_PATH."""
