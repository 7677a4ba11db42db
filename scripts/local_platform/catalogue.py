"""The catalogue's command with a local platform to publish on: see `scripts.admin.catalogue`.

python -m scripts.local_platform.catalogue publish FILE --root DIR [--migrations DIR] [--despite-use]
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.admin.catalogue import __main__ as command

from .local import LocalPlatform


def main(arguments: list[str] | None = None) -> int:
    """Run the command; ends as `scripts.admin.catalogue` does."""
    return command.main(arguments, _platform)


def _platform(root: Path, migrations: Path) -> LocalPlatform:
    return LocalPlatform(root, migrations=migrations)


if __name__ == "__main__":
    sys.exit(main())
