"""What a check found, for others: JSON for programs and the submission, CSV for spreadsheets, HTML for print.

The GeoPackage is `workcopy.findings_file`.
"""

from .csv_report import csv_report
from .html_report import html_report
from .json_report import json_report
from .run import CheckRun

__all__ = ["CheckRun", "csv_report", "html_report", "json_report"]
