"""QGIS's own message bar, and what the plugin says in it."""

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QPushButton

from hso_plugin.gui.widgets.messages import Messages


@pytest.fixture
def bar(qgis_app):
    return QgsMessageBar()


@pytest.fixture
def messages(bar):
    return Messages(bar)


def texts(bar):
    return [item.text() for item in bar.items()]


def test_the_newest_takes_the_place_of_the_one_before(bar, messages):
    messages.inform("Rita B1 på kartan.", 6)
    messages.succeeded("4 ändringar är skickade.")
    messages.written("fynd.csv", "Sparat i {file}.")
    assert texts(bar) == ["Sparat i fynd.csv."]
    assert bar.currentItem().level() == Qgis.MessageLevel.Success
    assert bar.currentItem().findChild(QPushButton) is not None


def test_what_others_say_and_what_stays_is_left_alone(bar, messages):
    bar.pushMessage("QGIS", "Ett lager saknas.", Qgis.MessageLevel.Warning, 0)
    messages.keep("Kartan är hämtad om.", "Allt om det.")
    messages.inform("Rita B1 på kartan.", 6)
    messages.inform("Rita B2 på kartan.", 6)
    assert len(bar.items()) == 3
    assert [text for text in texts(bar) if text.startswith("Rita")] == ["Rita B2 på kartan."]
    messages.close()
    assert len(bar.items()) == 2


def test_one_that_is_gone_already_does_not_matter(bar, messages):
    messages.inform("Rita B1 på kartan.", 6)
    bar.clearWidgets()
    messages.inform("Rita B2 på kartan.", 6)
    assert texts(bar) == ["Rita B2 på kartan."]
    bar.clearWidgets()
    messages.close()


def test_what_somebody_typed_stays_text(bar, messages):
    messages.inform("<b>Ås</b> & Öj", 6)
    assert texts(bar) == ["&lt;b&gt;Ås&lt;/b&gt; &amp; Öj"]
