"""How one signs in: passwords, second factors, and the municipality's own sign-in service."""
