"""All error codes there are, the plugin's and the platform's, as they are printed."""

from __future__ import annotations

from . import connection, files, platform, review, work

GROUPS = (connection.GROUP, platform.GROUP, files.GROUP, work.GROUP, review.GROUP)
