"""Measures which lines of the plugin each tier of tests runs, and which lines of core and workcopy none does.

python -m scripts.dev.coverage              every tier that runs the plugin in its own process
python -m scripts.dev.coverage unit qgis    some

Figures go to build/coverage/coverage.json, the lines as pages to build/coverage/html. The tiers `desktop` and `windows`
run the plugin in processes of QGIS and of Windows' Python, which are not measured.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import coverage

from scripts.dev import test

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "coverage"
PLUGIN = ROOT / "hso_plugin"
TIERS = ("unit", "faults", "interop", "qgis", "platform")
ROOMS = ("core", "workcopy", "qgis_bridge", "processing", "gui")
#: Of these every line is run by some test, or says why not: `# pragma: no cover  # the reason`.
WHOLE = ("core", "workcopy")


def measure(tier: str) -> bool:
    """Run a tier under measurement; False when a test failed: the figures hold all the same."""
    under = ["-m", "coverage", "run", "--parallel-mode", f"--data-file={FOLDER / tier}", f"--source={PLUGIN}"]
    return test.run(tier, [], under=under).ok


def figures(data: coverage.Coverage) -> tuple[dict[str, float], dict[str, list[int]]]:
    """Share of lines that were run, in percent by room and in `all`; and the lines that were not, by file."""
    counted: dict[str, list[int]] = {}
    left: dict[str, list[int]] = {}
    for path in sorted(PLUGIN.rglob("*.py")):
        _, lines, _, missing, _ = data.analysis2(str(path))
        name = path.relative_to(PLUGIN).as_posix()
        room = name.split("/")[0] if "/" in name else "(top)"
        for key in (room, "all"):
            run, of = counted.setdefault(key, [0, 0])
            counted[key] = [run + len(lines) - len(missing), of + len(lines)]
        if missing:
            left[name] = missing
    return {key: round(100 * run / of, 1) if of else 100.0 for key, (run, of) in counted.items()}, left


def collected(tiers: Sequence[str]) -> coverage.Coverage:
    """What the runs of `tiers` found, together."""
    data = coverage.Coverage(data_file=str(FOLDER / f"of-{'-'.join(tiers)}"), source=[str(PLUGIN)])
    data.combine([str(path) for tier in tiers for path in FOLDER.glob(f"{tier}.*")], keep=True)
    return data


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as lines of text, a tier a line."""
    lines = ["".join([f"{'tier':10}", *(f"{room:>13}" for room in (*ROOMS, "all"))])]
    for tier, shares in found.items():
        lines.append("".join([f"{tier:10}", *(f"{shares.get(room, 0.0):12.1f}%" for room in (*ROOMS, "all"))]))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure the named tiers (all without names); 0 when no line of `WHOLE` is left without a reason."""
    unknown = [name for name in arguments if name not in TIERS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join(TIERS)}", file=sys.stderr)
        return 2
    tiers = arguments or list(TIERS)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    test.RESULTS.mkdir(parents=True, exist_ok=True)
    passed = [measure(tier) for tier in tiers]
    found = {tier: figures(collected([tier]))[0] for tier in tiers}
    together = collected(tiers)
    found["together"], left = figures(together)
    together.html_report(directory=str(FOLDER / "html"))
    unmet = {name: lines for name, lines in left.items() if name.split("/")[0] in WHOLE}
    (FOLDER / "coverage.json").write_text(json.dumps({"shares": found, "left": left}, indent=1) + "\n", "utf-8")
    print(f"\n{table(found)}\n")
    for name, lines in unmet.items():
        print(f"never run: {name}: {', '.join(map(str, lines))}")
    return 0 if all(passed) and not unmet else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
