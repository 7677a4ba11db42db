"""Starts, stops, shows and removes the local platform.

python -m scripts.local_platform up|down|status|remove|migration [--root DIR] [--seed N|none]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.server.errors import PlatformError

DEFAULT_ROOT = Path(__file__).resolve().parents[2] / "build" / "platform"


def _seed(text: str) -> int | None:
    try:
        return None if text == "none" else int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor none") from None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.local_platform", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("up", "down", "status", "remove", "migration"))
    parser.add_argument(
        "--root", type=Path, default=DEFAULT_ROOT, help="folder of the platform (default: build/platform)"
    )
    parser.add_argument(
        "--seed",
        type=_seed,
        default=1,
        metavar="N|none",
        help="demonstration objects of an empty platform (default: 1)",
    )
    return parser.parse_args()


def _migration() -> None:
    from hso_plugin.core import catalogue
    from scripts.server import columns

    path = columns.write(catalogue.default())
    print(f"wrote {path}" if path else "the ledgers have every column of the catalogue: nothing to write")


def main() -> int:
    """Run one command; 0 if it went well, and for `status` if everything runs."""
    arguments = _arguments()
    try:
        if arguments.command == "migration":
            _migration()
            return 0
        if arguments.command != "up" and not arguments.root.is_dir():
            print(f"platform: there is none in {arguments.root}")
            return 1 if arguments.command == "status" else 0
        from .local import LocalPlatform

        platform = LocalPlatform(arguments.root, lambda line: print(f"platform: {line}", flush=True))
        if arguments.command == "up":
            platform.up(arguments.seed)
        elif arguments.command == "down":
            platform.down()
        elif arguments.command == "remove":
            platform.remove()
        else:
            return 0 if platform.status() else 1
    except PlatformError as error:
        print(f"platform: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("platform: interrupted: up takes it from here, remove takes it away", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
