"""What every folder of tests may use. Imports neither QGIS nor Qt, so that tests/unit runs without them."""

from hypothesis import settings

pytest_plugins = ["tests.support.platform_fixture", "tests.support.posix_marker"]

# A machine that has much to do is no fault of what is tested.
settings.register_profile("hso", deadline=None)
settings.load_profile("hso")
