"""What runs in tasks and algorithms, on paths and dataclasses, with QGIS's network under it.

A job is imported when it is first asked for: a window does not wait for all that its buttons may start.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check_jobs import (
        check_run_job,
        export_job,
        motivate_job,
        require_report_path,
        run_of,
        withdraw_motivation_job,
    )
    from .exchange_jobs import (
        catalogue_of,
        clone_job,
        counts,
        keep_both_job,
        look_job,
        pull_job,
        push_job,
        self_test_job,
        settle_job,
        undo_job,
    )
    from .history_jobs import deleted_job, history_job, known_history_job, restore_job
    from .recovery_jobs import recover_job, renew_job, save_edits_job
    from .sessions import asks_nobody, profile_of, require_own, session

_HOMES = {
    "check_jobs": (
        "check_run_job",
        "export_job",
        "motivate_job",
        "require_report_path",
        "run_of",
        "withdraw_motivation_job",
    ),
    "exchange_jobs": (
        "catalogue_of",
        "clone_job",
        "counts",
        "keep_both_job",
        "look_job",
        "pull_job",
        "push_job",
        "self_test_job",
        "settle_job",
        "undo_job",
    ),
    "history_jobs": (
        "deleted_job",
        "history_job",
        "known_history_job",
        "restore_job",
    ),
    "recovery_jobs": (
        "recover_job",
        "renew_job",
        "save_edits_job",
    ),
    "sessions": (
        "asks_nobody",
        "profile_of",
        "require_own",
        "session",
    ),
}

__all__ = [
    "asks_nobody",
    "catalogue_of",
    "check_run_job",
    "clone_job",
    "counts",
    "deleted_job",
    "exists",
    "export_job",
    "history_job",
    "keep_both_job",
    "known_history_job",
    "look_job",
    "motivate_job",
    "profile_of",
    "pull_job",
    "push_job",
    "recover_job",
    "renew_job",
    "require_own",
    "require_report_path",
    "restore_job",
    "run_of",
    "save_edits_job",
    "self_test_job",
    "session",
    "settle_job",
    "undo_job",
    "withdraw_motivation_job",
]


def exists(working_copy: str) -> bool:
    """True if there is a file at the place of the working copy."""
    return os.path.isfile(working_copy)


def __getattr__(name: str) -> Any:
    """Called by Python for a name that is not here yet."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __package__), name)
