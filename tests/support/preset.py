"""The example of a preset, and copies of it with something changed."""

from __future__ import annotations

from pathlib import Path

from scripts.admin.preset import model

EXAMPLE = Path(model.__file__).with_name("example.json")


def changed(tmp_path, old, new):
    """The example with `old` replaced, on disk."""
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    path = tmp_path / "prov.json"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path
