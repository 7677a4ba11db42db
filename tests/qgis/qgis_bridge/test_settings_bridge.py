"""Profiles in the real settings, and the language QGIS runs in."""

from __future__ import annotations

import pytest
from qgis.core import QgsSettings

from hso_plugin.core.errors import HsoError
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.profile import language, settings

PROFILE = settings.Profile(
    "lan-2281", "Länsplattformen", "https://karta.example.org/wfs", "abc1234", "2281", "/kartor/å ä.gpkg"
)


@pytest.fixture(autouse=True)
def _clean():
    QgsSettings().remove("hso")
    yield
    QgsSettings().remove("hso")


def test_profiles_come_back_as_they_were_kept():
    other = settings.Profile("test-2260", "Test", "http://127.0.0.1:8080/wfs", "", "2260", "C:\\hso\\ange.gpkg")
    settings.save_profile(other)
    settings.save_profile(PROFILE)
    assert settings.load_profiles() == [PROFILE, other]


def test_a_reviewers_profile_needs_no_municipality_and_one_from_before_there_were_roles_is_a_planners():
    reviewer = settings.Profile("granskning", "Länet", PROFILE.url, "", "", "/kartor/granskning.gpkg", "granskare")
    settings.save_profile(reviewer)
    assert settings.load_profiles() == [reviewer] and reviewer.reviews
    QgsSettings().remove("hso/profiles/granskning/role")
    (older,) = settings.load_profiles()
    assert older.role == "planerare" and not older.reviews
    with pytest.raises(HsoError):
        older.validate()


def test_the_active_profile_is_known_while_it_is_there():
    assert settings.active() is None
    settings.save_profile(PROFILE)
    settings.activate(PROFILE.name)
    assert settings.active() == PROFILE
    QgsSettings().remove(f"hso/profiles/{PROFILE.name}")
    assert settings.active() is None
    assert settings.load_profiles() == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("url", "http://karta.example.org/wfs", "HSO-ADRESS"),
        ("municipality", "", "HSO-PROFIL"),
        ("municipality", "22a1", "HSO-PROFIL"),
        ("working_copy", "/kartor/karta.shp", "HSO-PROFIL"),
        ("name", "a/b", "HSO-PROFIL"),
        ("role", "kung", "HSO-PROFIL"),
    ],
)
def test_a_profile_that_cannot_work_is_not_kept(field, value, code):
    from dataclasses import replace

    with pytest.raises(HsoError) as error:
        settings.save_profile(replace(PROFILE, **{field: value}))
    assert error.value.code == code
    assert settings.load_profiles() == []


@pytest.mark.parametrize(("locale", "wanted"), [("sv", "sv"), ("sv_SE", "sv"), ("en_US", "en"), ("de", "en")])
def test_swedish_is_swedish_and_everything_else_english(locale, wanted):
    stored = QgsSettings()
    stored.setValue("locale/overrideFlag", True)
    stored.setValue("locale/userLocale", locale)
    language.current.cache_clear()
    try:
        assert language.current() == wanted
        assert language.say(Text("Hej", "Hello")) == {"sv": "Hej", "en": "Hello"}[wanted]
    finally:
        stored.remove("locale/overrideFlag")
        stored.remove("locale/userLocale")
        language.current.cache_clear()


def test_qgis_is_asked_for_its_language_once(monkeypatch):
    """It reads its settings each time, and the forms of an open map have thousands of sentences."""
    asked = []
    monkeypatch.setattr(language.QgsApplication, "locale", lambda: asked.append(1) or "sv_SE")
    language.current.cache_clear()
    try:
        assert [language.say(Text("Hej", "Hello")) for _ in range(3)] == ["Hej"] * 3
        assert len(asked) == 1
    finally:
        language.current.cache_clear()
