"""How the tables of a working copy's file came to be: one numbered migration in each module, never changed afterwards.

A new file is made as one of format 1 that goes through all of them, so that it and an upgraded one cannot differ. To
change the tables: write `format_<number>_<what>.py` with `apply(connection)` and add it at the end of `MIGRATIONS`.
`apply` runs inside a transaction of its caller, so it must not use `executescript`, which would end that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from . import (
    format_2_motivations,
    format_3_sent,
    format_4_known_changes,
    format_5_review,
    format_6_makers,
    format_7_capture,
)

FIRST_FORMAT = 1
#: In order; the first leads from `FIRST_FORMAT` to the format after it.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    format_2_motivations.apply,
    format_3_sent.apply,
    format_4_known_changes.apply,
    format_5_review.apply,
    format_6_makers.apply,
    format_7_capture.apply,
)
#: Of the files that this version makes. An older file is brought up to it, a newer one refused.
FORMAT = FIRST_FORMAT + len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring the tables from format `found` up to `FORMAT`, inside the caller's transaction."""
    for apply in MIGRATIONS[found - FIRST_FORMAT :]:
        apply(connection)
