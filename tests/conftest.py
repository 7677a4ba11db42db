"""What every folder of tests may use. Imports neither QGIS nor Qt, so that tests/unit runs without them."""

pytest_plugins = ["tests.platform_fixture"]
