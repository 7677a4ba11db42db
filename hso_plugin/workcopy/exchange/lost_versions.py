"""What the platform has lost of a working copy, because it was restored from a backup: told by reading its ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...core.ledger.edits import Edit
from ...core.ledger.reconcile import content
from ...core.model import GeometryKind, ObjectVersion
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress
from ..copy.working_copy_file import WorkingCopyFile


def with_lost(
    edits: list[Edit], old: WorkingCopyFile, new: WorkingCopyFile, platform: WfsPlatform, progress: Progress
) -> list[Edit]:
    """`edits` of `old`, and what the platform has lost of it; each rests on a version that the platform really has.

    A platform that was restored from a backup lacks versions, and may have others since. For every object whose version
    there is not the one known here, its ledger is read from that version's position on: it is there, or it was lost.
    """
    known, now = old.base_versions(), new.base_versions()
    found = {edit.identity: edit for edit in edits}
    doubtful = {
        identity: base
        for identity, base in known.items()
        if (now[identity].change != base.change if identity in now else not base.deleted or identity in found)
    }
    history = _history(doubtful, platform, progress)
    for identity, base in doubtful.items():
        versions = history.get(identity, [])
        kept = any(version.change == base.change for version in versions)
        edit = found.get(identity)
        if edit is None and kept:
            continue  # others went on from it, and nothing was changed here
        edit = edit or Edit(base.object.kind, identity, base, content(base))
        if not kept and (identity not in now or now[identity].version > base.version):
            edit = replace(edit, base=None)
        newest = versions[-1] if versions else None
        if identity not in now and newest is not None and newest.change != base.change:
            edit = replace(edit, theirs=newest)
        elif identity not in now and not kept:
            edit = replace(edit, theirs=None)
        found[identity] = edit
    return [found[identity] for identity in sorted(found)]


def _history(
    doubtful: Mapping[str, ObjectVersion], platform: WfsPlatform, progress: Progress
) -> dict[str, list[ObjectVersion]]:
    """What the ledgers have of objects from the known version's position on, ascending."""
    found: dict[str, list[ObjectVersion]] = {}
    for kind in GeometryKind:
        positions = [base.position or 0 for base in doubtful.values() if base.object.kind is kind]
        if not positions:
            continue
        for page in platform.onward(kind, min(positions), progress):
            for version in page:
                if version.object.identity in doubtful:
                    found.setdefault(version.object.identity, []).append(version)
    return found
