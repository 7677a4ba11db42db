"""Run in a process of its own: QGIS quits while a job waits for an answer that only QGIS's main thread could give.

Its argument is the address of a server whose certificate QGIS does not trust.
"""

from __future__ import annotations

import sys
import time

from qgis.core import QgsApplication

from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.qgis_bridge.tasks import long_work

application = QgsApplication([], True)
application.initQgis()
lines: list[jobs.CheckLine] = []
profile = Profile("prov-2281", "Prov", sys.argv[1], "", "2281", "")
long_work.run(
    "prov",
    lambda progress: jobs.self_test_job(profile, progress, lines.append),
    lambda _result: None,
    lambda _error: None,
    lambda: None,
)
application.processEvents()
time.sleep(1)
assert QgsApplication.taskManager().countActiveTasks() == 1, "the job waits"
assert not lines
long_work.forget_all()  # as `Plugin.unload` does
application.exitQgis()
print("closed", flush=True)
