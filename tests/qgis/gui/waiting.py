"""Waiting for the windows to be done."""


def settled(gui, qtbot) -> None:
    """Wait until nothing runs and nothing is about to."""
    workspace = gui.workspace
    qtbot.waitUntil(lambda: not workspace.jobs.busy and not workspace._settle.isActive(), timeout=10_000)
