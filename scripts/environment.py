"""Make the virtual environment .venv and install exactly what the lock files pin.

    python3 scripts/environment.py          what the product needs (requirements.txt)
    python3 scripts/environment.py --dev    and what its tests need (requirements-dev.txt)

It is done once and again only when a lock file changes, so a later start needs no network.
This file runs before anything is installed: the standard library only, and no syntax that an
old Python cannot read, so that an old Python can say what is missing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEWER_NAMES = [f"python3.{minor}" for minor in range(16, OLDEST[1] - 1, -1)]
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def is_recent_python(command: str) -> bool:
    """Tell whether this command runs a Python that is new enough (a shim may exist and not run)."""
    check = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST})"
    return subprocess.call([command, "-c", check], stderr=subprocess.DEVNULL) == 0


def use_recent_python() -> None:
    """Go on under a Python that is new enough; end with a message where there is none."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in NEWER_NAMES:
        found = shutil.which(name)
        if found and is_recent_python(found):
            os.execv(found, [found, *sys.argv])
    here = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"\nLeanplan needs Python {OLDEST[0]}.{OLDEST[1]} or later; {sys.executable} is {here}.\n"
        "Install a newer one (Debian 12, Ubuntu 24.04: sudo apt install python3 python3-venv), or\n"
        "name one that is already on this machine: make run PYTHON=/path/to/python3"
    )


def make_environment() -> None:
    """Make .venv unless one is there that works."""
    if PYTHON.exists() and is_recent_python(str(PYTHON)):
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "\nThis Python has no venv module. Debian and Ubuntu keep it in a package of its own:\n"
            "    sudo apt install python3-venv\n"
            "Then run the same command again."
        )
    say("Making the virtual environment .venv ...")
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(VENV)])


def stamp_of(lock: Path) -> str:
    """Return what the stamp says when this lock file is installed for the Python in .venv."""
    version = subprocess.check_output([str(PYTHON), "--version"]).decode().strip()
    return f"{version} {hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def pinned(package: str, lock: str) -> str:
    """Return the lines of a lock file's text that pin one package, its hashes included.

    Raises ValueError where it pins none of that name.
    """
    found = re.search(rf"^{re.escape(package)}==.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"The lock file does not pin {package}. Run: make lock")
    return found.group(0)


def pins(lock: str) -> "set[str]":
    """Return each name==version that a lock file's text pins."""
    return set(re.findall(r"^[^\s#]+==[^\s;]+", lock, re.MULTILINE))


def uv_settings(pip_config: str, environment: "dict[str, str]") -> "dict[str, str]":
    """Return the environment for uv: this one, with pip's configuration handed on.

    pip_config: what `pip config list` prints. uv does not read pip's files, where a municipality
    names its mirror and its certificate. What the environment already says to uv wins.
    """
    settings = dict(environment)
    for key, value in re.findall(r"^[^.\s]+\.([a-z-]+)='(.*)'$", pip_config, re.MULTILINE):
        if key in PIP_TO_UV:
            settings.setdefault(PIP_TO_UV[key], value)
    # A municipality that looks into its traffic has its own certificate among the system's.
    settings.setdefault("UV_SYSTEM_CERTS", "true")
    # The best version of any index, as pip does it; the hashes say which file it must be.
    settings.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return settings


def install_uv() -> bool:
    """Install the pinned uv, three times as fast as pip, into .venv; tell if it is there."""
    with tempfile.TemporaryDirectory() as folder:
        requirement = Path(folder) / "uv.txt"
        requirement.write_text(pinned("uv", (ROOT / "requirements-dev.txt").read_text()))
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        return subprocess.call([*command, "--require-hashes", "-r", str(requirement)]) == 0


def install(lock: Path) -> None:
    """Install what a lock file pins, each file checked against its hash; ends where it cannot."""
    say(f"Installing the packages of {lock.name} (under a minute, the first time only) ...")
    arguments = ["install", "--quiet", "--require-hashes", "-r", str(lock)]
    if install_uv():
        pip_config = subprocess.check_output([str(PYTHON), "-m", "pip", "config", "list"]).decode()
        uv = [str(VENV / "bin" / "uv"), "pip", *arguments, "--python", str(PYTHON)]
        if subprocess.call(uv, env=uv_settings(pip_config, dict(os.environ))) == 0:
            return
        say("uv could not install them; trying with pip, which takes some minutes ...")
    if subprocess.call([str(PYTHON), "-m", "pip", *arguments]) != 0:
        sys.exit(
            "\nThe packages could not be installed (see above). Can this machine reach the Python\n"
            "package index, or the mirror that pip is configured for? Then run the command again."
        )


def is_installed(lock: Path) -> bool:
    """Tell whether .venv has what this lock file pins."""
    stamp = VENV / f"{lock.name}.installed"
    return stamp.exists() and stamp.read_text() == stamp_of(lock)


def main() -> None:
    """Bring .venv up to date with the lock file that the arguments ask for."""
    use_recent_python()
    make_environment()
    product, tests = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    lock = tests if "--dev" in sys.argv[1:] else product
    if is_installed(lock):
        return
    install(lock)
    (VENV / f"{lock.name}.installed").write_text(stamp_of(lock))
    if lock == tests and pins(product.read_text()) <= pins(tests.read_text()):
        (VENV / f"{product.name}.installed").write_text(stamp_of(product))


if __name__ == "__main__":
    main()
