"""Resolve the packages anew: `make lock`, after a change in pyproject.toml or package.json.

Versions already in the lock files are kept where they still fit; delete a lock file first to get
the newest of everything. The lock files name packages, versions and hashes, and no address: each
installation fetches from the index or mirror that it is configured for.
"""

import os
import subprocess
import sys

from scripts.assets import AssetError, find_npm
from scripts.environment import PYTHON, ROOT, VENV, uv_settings

COMPILE = [str(VENV / "bin" / "uv"), "pip", "compile", "--quiet"]
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
OPTIONS += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
# What each file is made from. The tests get the same versions as the product.
LOCKS = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["pyproject.toml", "--extra", "dev", "-c", "requirements.txt"],
    "requirements-node.txt": ["--group", "node"],
}


def main() -> int:
    """Write all lock files; return the exit code."""
    pip_config = subprocess.check_output([str(PYTHON), "-m", "pip", "config", "list"], text=True)
    settings = uv_settings(pip_config, dict(os.environ))
    for lock, sources in LOCKS.items():
        print(f"Resolving {lock} ...", flush=True)
        command = [*COMPILE, *sources, *OPTIONS, "--output-file", lock]
        if code := subprocess.call(command, cwd=ROOT, env=settings):
            return code
    print("Resolving package-lock.json ...", flush=True)
    try:
        npm = find_npm()
    except AssetError as error:
        print(error)
        return 1
    return subprocess.call([npm, "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
