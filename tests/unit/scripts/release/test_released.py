"""A version is published from its tag, and one that was not released is refused."""

import pytest

from scripts.release import released

pytestmark = pytest.mark.posix("developers make releases, on Linux")


@pytest.mark.parametrize(("arguments", "code"), [(["9.9.9"], 1), ([], 2), (["0.1.0", "0.2.0"], 2)])
def test_what_was_not_released_is_told(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert released.main(arguments) == code
    assert capsys.readouterr().err
