"""The demonstration itself: two municipalities, a reviewer, a colleague without a window; confirmed by the platform."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DONE = [
    "Plattformen startar",
    "Sundsvall ansluter",
    "Sundsvall hämtar",
    "Sundsvall ritar A3",
    "Sundsvall ritar B2",
    "Sundsvall ritar B1",
    "Sundsvall ritar C1",
    "Sundsvall kontrollerar",
    "Sundsvalls led väntar på grannkommunen",
    "Sundsvall rättar",
    "Sundsvall skickar",
    "Timrå tar emot Sundsvalls objekt",
    "Timrå kontrollerar",
    "Timrå skickar",
    "Timrå kontrollerar inför inlämning",
    "Timrå lämnar in",
    "Granskaren ser kön",
    "Granskaren tar upp inlämningen",
    "Granskaren lämnar åter",
    "Timrå rättar, svarar och lämnar in igen",
    "Granskaren ser rättelserna",
    "Granskaren godkänner",
    "Stödet ändrar samma objekt utan fönster",
    "Sundsvall tar emot Timrås objekt",
    "Sundsvall möter en konflikt",
    "Sundsvall löser konflikten",
    "Sundsvalls led fortsätter i Timrå",
]


@pytest.mark.timeout(900)
def test_the_demonstration_holds() -> None:
    subprocess.run(["make", "-s", "plugin"], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    told = subprocess.run(
        [sys.executable, "-m", "scripts.demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    folder = ROOT / "build" / "demo"
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    assert [step["name"] for step in summary["steps"]] == DONE
    assert all(step["ok"] and step["evidence"] for step in summary["steps"])
    assert len(list(folder.glob("*.png"))) >= 25
    assert {path.name for path in folder.glob("*.gpkg")} == {
        "sundsvall.gpkg",
        "timra.gpkg",
        "stod.gpkg",
        "granskning.gpkg",
    }
