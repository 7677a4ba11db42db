"""Twenty planners send the same next version over WFS-T at once: one wins, nineteen are told why not."""

from __future__ import annotations

import threading

from tests.support import raw


def test_of_20_writers_over_wfs_one_wins(platform):
    first = raw.version()
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, first, raw.POINT)))) == 1
    barrier = threading.Barrier(20)
    answers = []

    def race(number):
        row = first | {"objektversion": 2, "andring": raw.new_id(), "namn": f"Skribent {number}"}
        body = raw.transaction(raw.insert(raw.POINTS, row, raw.POINT))
        barrier.wait()
        answers.append((number, raw.send(platform, body)))

    threads = [threading.Thread(target=race, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    winners = [number for number, answer in answers if raw.inserted(answer) == 1]
    refused = [raw.codes(answer) for number, answer in answers if raw.inserted(answer) == 0]
    assert len(winners) == 1
    assert refused == [["HSO-KONFLIKT"]] * 19
    found = raw.rows(
        platform,
        "SELECT objektversion, namn FROM hso.strukturbild_punkt_version WHERE objektidentitet = %s ORDER BY 1",
        first["objektidentitet"],
    )
    assert found == [(1, first["namn"]), (2, f"Skribent {winners[0]}")]
