"""A log that never grows large: one file, and the one before it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

#: Of each of the two files.
MOST_BYTES = 256_000


class LogFile:
    """Lines in a file. Faults of the disk are passed over: nobody's work stops because a log cannot be written."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._older = path.with_name(f"{path.stem}.1{path.suffix}")
        self._most = most_bytes
        self._writing = threading.Lock()

    def add(self, line: str) -> None:
        """One more line; line breaks in it are indented, so that each entry begins a line."""
        text = line.replace("\r", "").rstrip("\n").replace("\n", "\n    ") + "\n"
        # Another QGIS with the same profile may hold the file: what it writes comes in between.
        with self._writing, suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size > self._most:
                self._path.replace(self._older)
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(text)

    def read(self) -> str:
        """What is kept, the oldest first."""
        kept = []
        for path in (self._older, self._path):
            with suppress(OSError):
                kept.append(path.read_text("utf-8", errors="replace"))
        return "".join(kept)
