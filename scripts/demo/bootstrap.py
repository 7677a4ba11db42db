"""Runs inside QGIS (`--code`): makes the project's scripts importable and starts the story that the launcher named."""

import os
import sys

sys.path.append(os.environ["HSO_ROOT"])  # last: the plugin comes from the profile, as for everybody else

from scripts.demo.story import start

start()
