"""Runs Windows' Python as a program of this system: its output comes through as it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from .wine import environment, python


def run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> int:
    """Run it with `arguments` and these variables besides; its exit code.

    What it says comes through a pipe: Windows' Python cannot write to a terminal of Linux.
    """
    with subprocess.Popen(
        python(*arguments),
        env=environment(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    return process.returncode
