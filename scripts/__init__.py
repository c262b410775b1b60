"""What the Makefile calls.

environment  makes .venv and installs what the lock files pin (runs before anything is installed)
assets       collects the front-end files into build/vendor/
messages     compiles the translations, and finds new texts to translate
start        prepares the database and serves
test_run     runs every check and test, and says what ran and what was left out
"""
