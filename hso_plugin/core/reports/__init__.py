"""What a check found, for others: JSON for programs and the submission, CSV for spreadsheets, HTML for print.

The GeoPackage is `workcopy.export.findings_file`.
"""
