"""The check of words finds one machine's paths and strange addresses, and leaves what everybody has."""

import pytest

from scripts.dev.lint.texts import MOST_LINES, addresses, dead_links, dead_names, module_faults, own_paths

pytestmark = pytest.mark.posix("developers check the sources, on Linux")

# Apart, so that the check does not find them here.
SLASH = "/"
SCHEME = "https" + ":" + SLASH * 2


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/hso",
        "https://karta.example.se:8443/wfs?x=1",
        "http://127.0.0.1:8000/wfs",
        "http://[::1]:80/",
        'xmlns="http://www.opengis.net/wfs"',
        "https://{host}/wfs",
        "https://",
        "postgresql://user:secret@localhost:5432/hso",  # pragma: allowlist secret
        "https://...",
        "http://server/wfs",
    ],
)
def test_known_hosts_and_blanks_are_left(text):
    assert list(addresses(text)) == []


@pytest.mark.parametrize("host", ["karta.kommun.nu/wfs", "10.0.0.7/x", "notexample.org/", "qgis.org.nu", "a:b@c.nu"])
def test_other_hosts_are_found_with_their_line(host):
    address = SCHEME + host
    assert list(addresses(f"first\nsee {address} there")) == [(2, address)]


@pytest.mark.parametrize("folder", ["home", "root", "tmp", "Users"])
def test_one_machines_paths_are_found(folder):
    path = SLASH + folder + SLASH + "someone"
    assert list(own_paths(f"x\ncd '{path}'")) == [(2, path)]


@pytest.mark.parametrize("text", ["/usr/bin/python3", "build/tmp/x", "$HOME/tmp/x", "{root}/tmp/x", "a/home/b"])
def test_everybodys_paths_are_left(text):
    assert list(own_paths(text)) == []


def test_long_and_nameless_modules_are_told():
    assert list(module_faults('"""Does one thing."""\n', "a.py")) == []
    assert list(module_faults("", "empty.py")) == []
    assert list(module_faults("X = 1\n", "a.py")) == ["a.py:1: no docstring saying the one thing the module does"]
    long = '"""Does one thing."""\n' + "X = 1\n" * MOST_LINES
    assert list(module_faults(long, "a.py")) == [
        f"a.py: {MOST_LINES + 1} lines, at most {MOST_LINES}: does it do one thing?"
    ]


def test_links_that_lead_nowhere_are_told(tmp_path):
    (tmp_path / "there.md").write_text("", encoding="utf-8")
    page = tmp_path / "page.md"
    text = "[a](there.md#b), [c](#d), [e](https://example.org)\n![f](gone.png) and [g](docs/gone.md#h)\n"
    assert list(dead_links(page, text)) == [(2, "gone.png"), (2, "docs/gone.md")]


def test_files_that_a_page_names_are_there(tmp_path):
    (tmp_path / "hso_plugin" / "gui").mkdir(parents=True)
    (tmp_path / "hso_plugin" / "gui" / "main.py").write_text("", encoding="utf-8")
    text = "`gui/main.py`, `hso_plugin/gui/main.py`, `main.py`\n`gui/moved.py` and `build/bench.json`\n"
    assert list(dead_names(tmp_path, text)) == [(2, "gui/moved.py")]
