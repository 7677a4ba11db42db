"""Runs in Windows' Python under Wine what must hold on Windows: the unit tests, the lock, and the main job with kills.

    python -m tests.windows                            all of it
    python -m tests.windows tests/unit -k merge        some, with arguments for pytest

The platform runs on Linux and is reached by HTTP; what it then holds is asked of PostgreSQL.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.dev.windows import run
from scripts.dev.windows.prepare import prepare
from scripts.dev.windows.wine import windows_path
from tests.faults.real_machine import USERS
from tests.faults.real_platform import empty_platform
from tests.support import platform_fixture

UNIT = "tests/unit"
BEFORE_THE_PLATFORM = ("tests/platform/exchange/test_main_job.py", "tests/faults/test_kills.py")


@contextmanager
def platforms() -> Iterator[dict[str, str]]:
    """Two running platforms, one with objects and one without, as the tests are told of them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder.chmod(0o755)  # the servers run as another account when this one is root
        empty = stack.enter_context(empty_platform(folder / "platform", USERS))
        seeded = platform_fixture.FOLDER / str(os.getpid())
        stack.callback(platform_fixture.remove, seeded)
        roots = {"": platform_fixture.start(seeded).root, "_EMPTY": empty.root}
        yield {platform_fixture.GIVEN + which: windows_path(root) for which, root in roots.items()}


def main(arguments: Sequence[str]) -> int:
    """Run pytest there; its exit code."""
    prepare()
    chosen = [each for each in arguments if each.startswith("tests/")] or [UNIT, *BEFORE_THE_PLATFORM]
    options = [each for each in arguments if not each.startswith("tests/")]
    command = ["-m", "pytest", "-p", "no:cacheprovider", *options, *chosen]
    if all(path.startswith(UNIT) for path in chosen):
        return run.run(command)
    with platforms() as given:
        return run.run(command, given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
