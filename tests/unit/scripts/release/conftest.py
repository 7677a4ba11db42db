"""A small plugin to package, with what a working tree has lying about."""

import pytest

METADATA = """[general]
name=Strukturbild
description=Prov
version=0.2.0
qgisMinimumVersion=3.40
qgisMaximumVersion=4.99
author=HSO-projektet
email=hso@example.org
about=Om
tracker=https://example.org/arenden
repository=https://example.org/kod
homepage=https://example.org/
icon=resources/icons/hso.svg
"""
CHANGELOG = "# Ändringar\n\n## 0.2.0\n\n### Nytt\n\n- Hämta går fortare.\n\n- Skicka.\n\n## 0.1.0\n\nFörst.\n"


@pytest.fixture
def tree(tmp_path):
    """A small plugin with what a working tree has lying about."""
    files = {
        "metadata.txt": METADATA,
        "CHANGELOG.md": CHANGELOG,
        "LICENSE": "GNU GENERAL PUBLIC LICENSE",
        "hso_plugin/__init__.py": "def classFactory(iface): ...\n",
        "hso_plugin/core/model.py": "",
        "hso_plugin/core/__pycache__/model.cpython-311.pyc": "x",
        "hso_plugin/forms/dock.ui": '<ui version="4.0"><class>Dock</class><widget class="QWidget" name="Dock"/></ui>',
        "hso_plugin/resources/icons/hso.svg": "<svg/>",
        "hso_plugin/resources/i18n/hso_en.ts": "<TS/>",
        "hso_plugin/resources/i18n/hso_en.qm": "qm",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path
