"""`make run` reads the platform's file, keeps a profile of its own, and says plainly when nobody would see QGIS."""

import configparser

import pytest

from scripts.dev import desktop, run

pytestmark = pytest.mark.posix("developers run this command, on Linux")


@pytest.fixture
def plugin(tmp_path):
    """A laid-out plugin."""
    folder = tmp_path / "plugin" / "hso_plugin"
    folder.mkdir(parents=True)
    return folder


def test_platform_file_is_read_as_a_shell_would(tmp_path):
    path = tmp_path / "env"
    path.write_text("# who\nexport HSO_URL=http://127.0.0.1:1/wfs\nHSO_PASSWORD_2281='a b=c'\n\n", encoding="utf-8")
    assert run.platform_environment(path) == {"HSO_URL": "http://127.0.0.1:1/wfs", "HSO_PASSWORD_2281": "a b=c"}


def test_without_a_screen_it_says_so_and_stops(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "HSO_XVFB"):
        monkeypatch.delenv(name, raising=False)
    assert run.main() == 1
    assert "there is no screen here" in capsys.readouterr().err


@pytest.mark.parametrize(("there", "said"), [((), "platform-up"), (("build/platform/env",), "make plugin")])
def test_without_platform_or_plugin_it_says_so_and_stops(tmp_path, monkeypatch, capsys, there, said):
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True)
        values = ("HSO_URL=x", "HSO_USER_2281=y", "HSO_PASSWORD_2281=z")
        (tmp_path / name).write_text("\n".join(values), encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setenv("HSO_XVFB", "1")
    assert run.main() == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "build" / "run").exists()


def test_new_profile_has_the_plugin_switched_on(tmp_path, plugin):
    profile = desktop.make_profile(tmp_path / "run", plugin, {"locale": {"userLocale": "sv"}})
    settings = configparser.ConfigParser()
    settings.optionxform = str
    settings.read(profile / "QGIS" / "QGIS3.ini", encoding="utf-8")
    assert settings["PythonPlugins"]["hso_plugin"] == "true"
    assert settings["locale"]["userLocale"] == "sv"
    assert (profile / "python" / "plugins" / "hso_plugin").resolve() == plugin


def test_old_profile_keeps_its_settings_and_gets_the_plugin_anew(tmp_path, plugin):
    profile = desktop.make_profile(tmp_path / "run", plugin)
    ini = profile / "QGIS" / "QGIS3.ini"
    ini.write_text("[mine]\nx=1\n", encoding="utf-8")
    moved = plugin.parent.parent / "elsewhere" / "hso_plugin"
    moved.mkdir(parents=True)
    desktop.make_profile(tmp_path / "run", moved, {"locale": {"userLocale": "en"}})
    assert ini.read_text(encoding="utf-8") == "[mine]\nx=1\n"
    assert (profile / "python" / "plugins" / "hso_plugin").resolve() == moved


def test_desktop_never_draws_offscreen_or_on_the_persons_screen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("DISPLAY", ":0")
    made = desktop.environment(xvfb=True, extra={"HSO_X": "1"})
    assert (made["QT_QPA_PLATFORM"], made["HSO_X"]) == ("xcb", "1")
    assert "DISPLAY" not in made
    assert "QT_QPA_PLATFORM" not in desktop.environment(xvfb=False)


def test_vault_has_one_password_that_only_its_owner_reads(tmp_path):
    path = run.vault_password(tmp_path)
    first = path.read_text(encoding="ascii")
    assert len(first) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert run.vault_password(tmp_path).read_text(encoding="ascii") == first
