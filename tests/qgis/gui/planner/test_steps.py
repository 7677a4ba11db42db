"""The bar of steps has what was added to it, in the order of the work."""

from __future__ import annotations

from hso_plugin.gui.widgets.steps import Step


def test_every_step_has_a_page_in_the_order_of_the_work(opened):
    panel = opened.panel
    assert list(panel.steps.buttons) == list(Step)
    assert [panel.steps.buttons[step].text()[0] for step in Step][1:] == ["②", "③", "✓", "⑤"]
    assert len({id(panel.page(step)) for step in Step}) == len(Step)
