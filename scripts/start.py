"""Prepare the database and serve Leanplan: the second half of `make run`.

Everything is done only where it is needed, so that a later start takes seconds and changes no
data. Configuration comes from the environment and from an optional .env file (see README.md).

    python -m scripts.start          gunicorn, as a municipality would run it
    python -m scripts.start --dev    Django's development server: reloads code, shows tracebacks
    python -m scripts.start --only-prepare   all of it but serving, for a service that starts itself
"""

import argparse
import errno
import os
import secrets
import socket
import sys
from pathlib import Path

import environ

from scripts.messages import compile_messages

ROOT = Path(__file__).resolve().parent.parent


class StartError(Exception):
    """Something the reader can mend; the message says what and how."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def read_environment(development: bool) -> None:
    """Complete the process's environment from .env and with what a start on this machine needs.

    gunicorn and not Django's own server is what a new user gets: it is what a municipality will
    run, answers several people at once, and an error shows the product's page and no traceback.
    """
    env_file = Path(os.environ.get("LEANPLAN_ENV_FILE", ROOT / ".env"))
    if env_file.is_file():
        environ.Env.read_env(env_file)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leanplan.settings")
    os.environ.setdefault("DEBUG", "true" if development else "false")
    if not is_on("LEANPLAN_PRODUCTION"):
        make_secret_key(ROOT / "var" / "secret_key")


def is_on(name: str, default: bool = False) -> bool:
    """Read a yes-or-no variable of the environment, as the settings read theirs."""
    return bool(environ.Env().bool(name, default=default))


def make_secret_key(file: Path) -> None:
    """Make this installation's own key, which the settings read, and keep it for us only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(50))


def check_port(host: str, port: str) -> None:
    """Raise StartError where the address cannot be served on."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise StartError(f"PORT is {port!r}, which is no port. Choose a number, such as PORT=8001.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(
                    f"Port {port} is in use: Leanplan may already be running at "
                    f"http://{host}:{port}/, or another program has it.\n"
                    f"Choose another one: PORT={int(port) % 65535 + 1} make run"
                ) from error
            raise StartError(f"{host}:{port} cannot be served on: {error.strerror}.") from error


def prepare_database() -> bool:
    """Bring the database up to date; return whether nobody is in it yet.

    Raises StartError where it does not answer.
    """
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            say(f"Preparing the database ({len(pending)} steps) ...")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        raise StartError(f"The database (DATABASE_URL) cannot be used: {error}") from error
    return not get_user_model().objects.exists()


def collect_static_files() -> None:
    """Production serves static files from one folder, with hashed names and compressed."""
    from django.core.management import call_command

    if is_on("LEANPLAN_PRODUCTION"):
        say("Collecting and compressing the static files ...")
        call_command("collectstatic", interactive=False, verbosity=0)


def offer_demo(empty: bool) -> None:
    """Fill an empty database with the invented municipality; later say who can sign in to it.

    Raises StartError where it cannot be filled. DEMO=false leaves it out, as production does.
    """
    from django.core.management import CommandError, call_command

    from demo.seed import is_seeded

    if is_on("LEANPLAN_PRODUCTION") or not is_on("DEMO", default=True):
        if empty:
            say("Nobody is in the database yet. Make the first administrator with:")
            say("    .venv/bin/python manage.py createsuperuser")
        return
    if empty:
        say("Filling in an invented municipality, once (DEMO=false leaves it out) ...")
    if empty or is_seeded():
        try:
            call_command("seed_demo")
        except CommandError as error:
            raise StartError(f"{error}\nDEMO=false make run starts without it.") from error


def serve(development: bool, address: str) -> None:
    """Serve until Ctrl+C; does not return."""
    from django.db import connections

    # The processes that answer are forked from this one and must not share its connections.
    connections.close_all()
    if development:
        command = [sys.executable, "manage.py", "runserver", address]
        os.execv(command[0], command)
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn"]
    WSGIApplication().run()


def start(development: bool) -> None:
    """Prepare what is missing, then serve. Raises StartError."""
    read_environment(development)
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    check_port(host, port)
    say("Starting ...")
    prepare()
    serve(development, f"{host}:{port}")


def prepare() -> None:
    """Bring texts, database and static files up to date. Raises StartError."""
    compile_messages()

    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise StartError(f"The configuration cannot be used: {error}") from error
    offer_demo(empty=prepare_database())
    collect_static_files()


def main() -> int:
    """Start as the arguments say; return the exit code where it could not."""
    parser = argparse.ArgumentParser(description="Prepare the database and serve Leanplan.")
    parser.add_argument("--dev", action="store_true", help="reload code, show tracebacks")
    parser.add_argument("--only-prepare", action="store_true", help="do not serve")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    try:
        if arguments.only_prepare:
            read_environment(development=False)
            prepare()
            say("Ready to be served.")
        else:
            start(arguments.dev)
    except StartError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. What was done is kept; the next start goes on from there.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
