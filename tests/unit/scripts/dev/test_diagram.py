"""The drawing of the layers says what the contracts say, and the page has it."""

from __future__ import annotations

import tomllib

import pytest

from scripts.dev import diagram

pytestmark = pytest.mark.posix("developers check the sources, on Linux")

CONTRACTS = """
[[tool.importlinter.contracts]]
type = "layers"
layers = ["house.upper | house.side", "house.lower"]

[[tool.importlinter.contracts]]
type = "forbidden"
source_modules = ["house.lower"]

[[tool.importlinter.contracts]]
type = "layers"
containers = ["house.upper"]
layers = ["hall", "kitchen | larder"]

[[tool.importlinter.contracts]]
type = "layers"
containers = ["house.upper.hall"]
layers = ["door", "mat"]
"""


def test_layers_rooms_and_what_lies_deeper_are_drawn():
    drawn = diagram.block(tomllib.loads(CONTRACTS))
    assert '    upper_kitchen_larder["kitchen · larder"]\n    upper_hall --> upper_kitchen_larder\n  end' in drawn
    assert '  side["side"]\n  lower["lower"]\n  upper --> lower\n  side --> lower\n```' in drawn
    assert "- `house.upper.hall`: `door` → `mat`" in drawn


def test_the_page_is_in_step():
    assert diagram.main(["check"]) == 0


def test_a_contract_that_the_page_does_not_know_is_told(tmp_path, monkeypatch, capsys):
    page = tmp_path / "docs" / "architecture.md"
    page.parent.mkdir()
    page.write_text(f"before\n{diagram.BEGIN}\nold\n{diagram.END}\nafter\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(CONTRACTS, encoding="utf-8")
    monkeypatch.setattr(diagram, "ROOT", tmp_path)
    monkeypatch.setattr(diagram, "PAGE", page)
    assert diagram.main(["check"]) == 1
    assert "run python -m scripts.dev.diagram" in capsys.readouterr().out
    assert diagram.main([]) == 0
    assert diagram.main(["check"]) == 0
    text = page.read_text("utf-8")
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text


def test_a_page_without_a_place_for_it_is_refused():
    with pytest.raises(ValueError, match="lacks"):
        diagram.placed("# Architecture\n", "drawing")
