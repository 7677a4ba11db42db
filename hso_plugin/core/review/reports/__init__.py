"""The review in print: the protocol of a submission, the queue, the check across borders, and how things stand."""

from .assembly_report import assembly_report
from .overview_report import overview_report
from .protocol import Protocol, protocol
from .queue_report import queue_report

__all__ = ["Protocol", "assembly_report", "overview_report", "protocol", "queue_report"]
