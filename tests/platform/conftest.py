"""The people of the tests before a real platform."""

from tests.support.people import ledger, planner, reviewer

__all__ = ["ledger", "planner", "reviewer"]
