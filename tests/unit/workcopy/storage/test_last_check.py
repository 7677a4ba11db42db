"""The working copy remembers the last check of its saved objects."""

from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.model import Finding, Severity, Stage
from hso_plugin.core.text import Text
from hso_plugin.workcopy import LastCheck, WorkingCopyFile

NOTHING = Text("", "")


@given(st.text(), st.sampled_from(Stage), st.lists(st.sampled_from(Severity), max_size=9))
def test_it_survives_being_written(name, stage, severities):
    findings = [Finding(str(i), "regel", severity, None, "", NOTHING, NOTHING) for i, severity in enumerate(severities)]
    check = LastCheck.now(name, stage, findings)
    assert LastCheck.from_json(check.to_json()) == check
    assert sum(check.counts.values()) == len(findings)
    assert set(check.counts) == set(Severity)


def test_it_is_kept_in_the_file(desk):
    assert desk.copy.last_check is None
    check = LastCheck.now("VN-STRUKTUR 1.0", Stage.SUBMISSION, [])
    desk.copy.note_check(LastCheck.now("VN-STRUKTUR 0.9", Stage.REGIONAL, []))
    desk.copy.note_check(check)
    with WorkingCopyFile.open(desk.path) as again:
        assert again.last_check == check
