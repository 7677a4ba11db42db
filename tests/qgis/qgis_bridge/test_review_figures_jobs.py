"""The figures' jobs over a review copy on disk: what they write is whole, and what is missing is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsFeedback

from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.review.compare.report_comparison import Match
from hso_plugin.core.review.regional.assemble import Sort
from hso_plugin.qgis_bridge.jobs import review_figures_jobs as jobs
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from tests.qgis.gui.county.review_ground import CENTRE, CORRIDOR, HOMES, ISSUE, SITE, ReviewGround, lay
from tests.support.review_ledger import SUNDSVALL, TIMRA


@pytest.fixture
def ground(tmp_path: Path) -> ReviewGround:
    return lay(tmp_path / "granskning.gpkg")


@pytest.fixture
def progress() -> FeedbackProgress:
    return FeedbackProgress(QgsFeedback(), lambda _said: None)


def test_changes_and_recheck_of_a_submission(ground: ReviewGround, progress: FeedbackProgress) -> None:
    timra, sundsvall = ground.ledger.review.submissions
    found = jobs.changes_job(ground.profile, timra, progress)
    assert {(each.type, each.identity) for each in found} == {
        (ChangeType.NEW, identity) for identity in (CENTRE, CORRIDOR, HOMES, ISSUE)
    }
    assert [each.identity for each in jobs.changes_job(ground.profile, sundsvall.change, progress)] == [SITE]
    checked = jobs.recheck_job(ground.profile, sundsvall, progress)
    assert checked.run.municipality == SUNDSVALL and checked.comparison.counts[Match.OURS] > 0
    assert jobs.recheck_job(ground.profile, timra, progress).borders[0].object.identity == CORRIDOR


def test_the_county_together(ground: ReviewGround, progress: FeedbackProgress) -> None:
    approved = jobs.assemble_job(ground.profile, progress)
    assert SITE not in approved.objects and approved.submissions[SUNDSVALL] is None
    together = jobs.assemble_job(ground.profile, progress, submitted=True)
    assert {SITE, HOMES} <= together.objects.keys()
    assert together.count(Sort.WAITING) == 1 and together.count(Sort.LACKING) == 1
    assert [group.municipalities for group in together.pairs] == [(TIMRA, SUNDSVALL)]
    overview = jobs.overview_job(ground.profile, progress)
    assert {each.municipality: each.objects for each in overview.standings}[TIMRA] == 4
    assert [row.municipality for row in jobs.queue_job(ground.profile, progress)] == [SUNDSVALL, TIMRA]


@pytest.mark.parametrize("ending", [".html", ".csv", ".json", ".gpkg"])
def test_the_check_is_written_in_every_form(
    ground: ReviewGround, progress: FeedbackProgress, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"sammanstallning{ending}"
    assembly = jobs.assemble_job(ground.profile, progress, submitted=True)
    jobs.assembly_report_job(ground.profile, assembly, str(target), "sv", progress)
    assert target.stat().st_size and not list(tmp_path.glob(".samman*"))
    if ending == ".html":
        assert "Timrå – Sundsvall" in target.read_text(encoding="utf-8")


def test_printed_pages(ground: ReviewGround, progress: FeedbackProgress, tmp_path: Path) -> None:
    profile = ground.profile
    jobs.protocol_job(profile, ground.ledger.review.submissions[0], str(tmp_path / "protokoll.html"), progress)
    jobs.overview_report_job(profile, jobs.overview_job(profile, progress), str(tmp_path / "lage.html"), "sv", progress)
    jobs.queue_report_job(profile, str(tmp_path / "ko.html"), "sv", progress)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert "Vattentäkten" in texts["protokoll"] and "Vattentäkten" in texts["lage"] and "Sundsvall" in texts["ko"]


def test_a_release_is_fetched_as_it_was(ground: ReviewGround, progress: FeedbackProgress, tmp_path: Path) -> None:
    ground.ledger.release("Strukturbild 2027", ground.ledger.review.submissions[0])
    ground.ledger.put(CENTRE, municipality=TIMRA, deleted=True)
    ground.write()
    target = tmp_path / "utgava.gpkg"
    jobs.fetch_release_job(ground.profile, "strukturbild 2027", str(target), progress)
    source = ogr.Open(str(target))
    assert [feature["objektidentitet"] for feature in source.GetLayerByName("strukturbild_punkt")] == [CENTRE]
    assert source.GetLayerByName("strukturbild_yta").GetFeatureCount() == 2


def test_a_damaged_release_is_fetched_again_and_a_whole_one_is_left(
    ground: ReviewGround, progress: FeedbackProgress, tmp_path: Path
) -> None:
    ground.ledger.release("Strukturbild 2027", ground.ledger.review.submissions[0])
    ground.write()
    target = tmp_path / "utgava.gpkg"
    jobs.have_release_job(ground.profile, "Strukturbild 2027", str(target), progress)
    whole, number = target.read_bytes(), target.stat().st_ino
    jobs.have_release_job(ground.profile, "Strukturbild 2027", str(target), progress)
    assert target.stat().st_ino == number
    for length in range(0, len(whole), len(whole) // 10):
        target.write_bytes(whole[:length])
        jobs.have_release_job(ground.profile, "Strukturbild 2027", str(target), progress)
        assert ogr.Open(str(target)).GetLayerByName("strukturbild_yta").GetFeatureCount() == 2


def test_what_cannot_be_done_is_said_and_nothing_is_written(
    ground: ReviewGround, progress: FeedbackProgress, tmp_path: Path
) -> None:
    profile, target = ground.profile, tmp_path / "ny"
    for code, job in {
        "HSO-INLAMNING": lambda: jobs.changes_job(profile, "okänd", progress),
        "HSO-UTGAVA": lambda: jobs.fetch_release_job(profile, "Ingen", f"{target}.gpkg", progress),
        "HSO-FILTYP": lambda: jobs.protocol_job(
            profile, ground.ledger.review.submissions[0], f"{target}.pdf", progress
        ),
        "HSO-DISK": lambda: jobs.queue_report_job(profile, str(target / "x.html"), "sv", progress),
    }.items():
        with pytest.raises(HsoError) as caught:
            job()
        assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir() if path.stem.startswith("ny")] == []


def test_a_long_computation_stops_when_asked(ground: ReviewGround) -> None:
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        jobs.assemble_job(ground.profile, FeedbackProgress(feedback, lambda _said: None))
