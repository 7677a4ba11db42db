#!/usr/bin/env bash
# PyQt5 5.15.11: pylupdate5 passes over a `translate` call whose last argument is followed by a comma.
#
# Formatters of Python code put that comma there as soon as a call goes over several lines. The text is then missing
# from the .ts file, without a warning and with exit code 0; in the window it stays in the language of the source.
# The same call without the comma is found, on one line or on several.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyQt5==5.15.11
cat > "$folder/texts.py" <<'TEXTS'
from PyQt5.QtCore import QCoreApplication

one = QCoreApplication.translate("Window", "on one line")
several = QCoreApplication.translate(
    "Window",
    "on several lines"
)
comma = QCoreApplication.translate(
    "Window",
    "with a comma after it",
)
TEXTS
"$folder/venv/bin/python" -W ignore -m PyQt5.pylupdate_main "$folder/texts.py" -ts "$folder/texts.ts"
found=$(grep -o '<source>.*</source>' "$folder/texts.ts")
echo "$found"
expected='<source>on one line</source>
<source>on several lines</source>'
[[ "$found" == "$expected" ]] || { echo "other texts are found now"; exit 1; }
