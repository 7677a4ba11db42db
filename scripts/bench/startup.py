"""What the plugin costs a start of QGIS, and how soon its panel is there, beside what it was when all was made at once.

Both are started in turn in the real desktop, in profiles that have been started before: what Python compiles and QGIS
lays out the first time is not measured.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

from scripts.demo.desktop import ROOT, SETTINGS
from scripts.dev import desktop

from .before import plugin_before
from .result import Result

CODE = Path(__file__).resolve().parent / "startup_code.py"
ROUNDS = 5
#: The plugin's load and the first showing of its panel, against before; the load against the other plugins' together.
GOALS = {"startup_vs_before": 0.12, "startup_vs_others": 0.3, "panel_vs_before": 0.4}
PLUGIN = "hso_plugin"


def measure(folder: Path) -> Result:
    """Start both in turn and compare medians."""
    plugins = {"now": ROOT / "build" / "plugin" / PLUGIN, "before": plugin_before()}
    result = Result(goals=dict(GOALS))
    starts: dict[str, list[dict[str, Any]]] = {which: [] for which in plugins}
    for number in range(ROUNDS + 1):
        for which, plugin in plugins.items():
            start = _start(folder / "startup" / which, plugin)
            if number:
                starts[which].append(start)
    for which, measured in starts.items():
        loads = [each["loads"] for each in measured]
        result.seconds[f"startup_{which}"] = [each[PLUGIN] for each in loads]
        result.seconds[f"startup_others_{which}"] = [
            sum(seconds for name, seconds in each.items() if name != PLUGIN) for each in loads
        ]
        result.seconds[f"panel_{which}"] = [each["panel"] for each in measured]
        # Before, the windows were made when QGIS started: the way to the same state is the load and the showing.
        result.seconds[f"to_panel_{which}"] = [each["loads"][PLUGIN] + each["panel"] for each in measured]
    middle = {name: median(seconds) for name, seconds in result.seconds.items()}
    result.figures = {
        "startup_vs_before": middle["startup_now"] / middle["startup_before"],
        "startup_vs_others": middle["startup_now"] / middle["startup_others_now"],
        "panel_vs_before": middle["to_panel_now"] / middle["to_panel_before"],
    }
    return result


def _start(folder: Path, plugin: Path) -> dict[str, Any]:
    """Start QGIS with `plugin` in the profile under `folder`, the panel closed; what came of `startup_code`."""
    figures = folder / "figures.json"
    figures.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    # The panel shows itself the very first time: that has been.
    settings = SETTINGS | {"locale": {"overrideFlag": "true", "userLocale": "sv_SE"}, "hso": {"shown": "true"}}
    desktop.make_profile(folder, plugin, settings)
    extra = {"HSO_STARTUP": str(figures), "HSO_STARTUP_PICTURE": str(folder / "panel.png")}
    _, output = desktop.run(folder, ["--code", str(CODE)], extra=extra, timeout=120)
    if not figures.exists():
        raise RuntimeError(f"QGIS ended before it was measured:\n{output[-2000:]}")
    found: dict[str, Any] = json.loads(figures.read_text())
    if not found["shown"]:
        raise RuntimeError("the panel was not shown")
    return found
