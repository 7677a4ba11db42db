"""The windows and jobs in QGIS over a real platform: the people of the platform's own tests."""

from tests.platform.conftest import ledger, planner, reviewer

__all__ = ["ledger", "planner", "reviewer"]
