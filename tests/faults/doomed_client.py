"""A client process that sends a working copy and is killed on the way: run with `python -m tests.faults.doomed_client`.

Reads one JSON object from standard input: `path` of the working copy, `user`, `password`, and where it ends, `moment`:

| moment        | kill -9 …                                                                              |
|---------------|----------------------------------------------------------------------------------------|
| before, after | before or after durable step or request `number`, counted from 0                       |
| statement     | before SQL statement `number` that writes, in the middle of a durable step as well      |
| never         | not at all: prints a JSON object with how many steps and statements there were          |
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from hso_plugin.core.platform.wfs_platform import WfsPlatform
from hso_plugin.core.progress import Silent
from hso_plugin.qgis_bridge.tasks import lock
from hso_plugin.workcopy import WorkingCopyFile, send
from hso_plugin.workcopy.storage import openfile

#: Everything in a send that outlives the process when it ends there: steps of the working copy, and the request.
STEPS = (
    *((WorkingCopyFile, name) for name in ("apply", "drop_unsent", "write_outbox", "mark_sent", "refuse")),
    (WfsPlatform, "insert"),
    (WorkingCopyFile, "note_contact"),
)
#: Beginnings of the statements that write; to end before any other is to end after the last of these.
WRITES = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE")
#: On Windows every signal ends a process as abruptly, with the signal's number as its exit code.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
KILLED = signal.SIGTERM if sys.platform == "win32" else -KILL


class Doom:
    """Counts what happens, and ends the process at the chosen moment."""

    def __init__(self, moment: str, number: int) -> None:
        self.moment = moment
        self.number = number
        self.steps: list[str] = []
        self.statements = 0

    def watch(self) -> None:
        """From now on."""
        for owner, name in STEPS:
            setattr(owner, name, self._watched(name, getattr(owner, name)))
        connect = openfile.connect  # type: ignore[attr-defined]

        def traced(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            connection.set_trace_callback(self._statement)
            return connection

        openfile.connect = traced  # type: ignore[attr-defined]

    def _watched(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            number = len(self.steps)
            self.steps.append(name)
            self._end_at("before", number)
            result = step(*arguments, **named)
            self._end_at("after", number)
            return result

        return call

    def _statement(self, statement: str) -> None:
        if statement.startswith(WRITES):
            self._end_at("statement", self.statements)
            self.statements += 1

    def _end_at(self, moment: str, number: int) -> None:
        if (moment, number) == (self.moment, self.number):
            os.kill(os.getpid(), KILL)


def main() -> None:
    """Send, as far as it goes."""
    told = json.load(sys.stdin)
    doom = Doom(told["moment"], told["number"])
    doom.watch()
    session = requests.Session()
    session.auth = (told["user"], told["password"])
    with lock.acquire(told["path"]):
        send(told["path"], session, Silent())
    print(json.dumps({"steps": doom.steps, "statements": doom.statements}))


if __name__ == "__main__":
    main()
