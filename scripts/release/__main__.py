"""`make release VERSION=1.2.0`: makes a release of what is committed, and says what is left to do."""

from __future__ import annotations

import sys
from datetime import date

from .package import ROOT, PackageError
from .release import next_steps, release


def main(arguments: list[str]) -> int:
    """Release the version that is named; 1 and why when that cannot be done, 2 without a version."""
    if len(arguments) != 1 or not arguments[0]:
        print("release: give the version: make release VERSION=1.2.0", file=sys.stderr)
        return 2
    try:
        release(ROOT, arguments[0], date.today(), lambda text: print(f"release: {text}", flush=True))
    except (PackageError, OSError) as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    print(next_steps(ROOT, arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
