"""Lines from object to object, as the rules want them: most end at one, and some go on beyond a municipal border."""

from __future__ import annotations

import numpy as np
import shapely

from scripts.local_platform.seed.county import County

from .places import Places
from .shapes import Floats, Ints, Shapes, bent_lines

#: How often a line that would leave the municipality is drawn again, half as long.
_TRIES = 8


class Lines:
    """Draws lines between `targets`, which lie in the municipalities `homes`."""

    def __init__(
        self, rng: np.random.Generator, county: County, places: Places, targets: Shapes, homes: Shapes
    ) -> None:
        self.rng = rng
        self.county = county
        self.places = places
        self.targets = targets
        self.homes = homes
        self.tree = shapely.STRtree(targets)

    def draw(self, count: int, kilometres: float, *, crossing: bool) -> tuple[Shapes, Shapes]:
        """Municipality codes and lines of that median length; with `crossing` some are carried on beyond a border."""
        first = self.rng.integers(len(self.targets), size=count)
        start, home = shapely.get_coordinates(self.targets[first]), self.homes[first]
        length = np.clip(1000 * kilometres * np.exp(self.rng.normal(0, 0.8, count)), 300, 60_000)
        vertices = np.clip(length / 80 * np.exp(self.rng.normal(0, 0.5, count)), 10, 300).astype(np.intp)
        lines = np.empty(count, dtype=object)
        left = np.arange(count)
        for _ in range(_TRIES):
            end = self._ends(start[left], length[left])
            lines[left] = bent_lines(self.rng, start[left], end, vertices[left])
            left = left[self._leaves(lines[left], home[left])]
            length[left] = np.maximum(300, length[left] / 2)
        if crossing:
            self._cross(home, lines, vertices)
        return home, lines

    def _cross(self, home: Shapes, lines: Shapes, vertices: Ints) -> None:
        """Draw one in ten again: to a place on the border nearby, and on beyond it to another target."""
        pairs = len(lines) // 20
        tried = self.rng.integers(len(self.targets), size=6 * pairs)
        codes = np.searchsorted(self.places.codes.astype(str), self.homes[tried].astype(str))
        room = self.places.room(shapely.get_coordinates(self.targets[tried]), codes)
        nearest = np.argsort(room, kind="stable")[:pairs]
        here, codes = tried[nearest], codes[nearest]
        border = shapely.get_point(shapely.shortest_line(self.targets[here], self.places.borders[codes]), 1)
        beyond = np.empty(pairs, dtype=np.intp)
        for code in np.unique(codes):
            others = np.flatnonzero(self.homes != self.places.codes[code])
            chosen = codes == code
            beyond[chosen] = others[shapely.STRtree(self.targets[others]).nearest(border[chosen])]
        for first, ends in ((0, here), (pairs, beyond)):
            places = slice(first, first + pairs)
            from_, to = shapely.get_coordinates(self.targets[ends]), shapely.get_coordinates(border)
            lines[places] = bent_lines(self.rng, from_, to, vertices[places])
            home[places] = self.homes[ends]

    def _ends(self, start: Floats, length: Floats) -> Floats:
        """Nine in ten at the target nearest to where a line of that length would end, the others loose."""
        turn = self.rng.uniform(0, 2 * np.pi, len(start))
        end = start + length[:, np.newaxis] * np.column_stack([np.cos(turn), np.sin(turn)])
        nearest = shapely.get_coordinates(self.targets[self.tree.nearest(shapely.points(end))])
        tied = (self.rng.random(len(start)) < 0.9) & (np.hypot(*(nearest - start).T) > 300)
        end[tied] = nearest[tied]
        return end.round(3)

    def _leaves(self, lines: Shapes, home: Shapes) -> Shapes:
        leaves = np.zeros(len(lines), dtype=bool)
        for code, area in self.county.areas.items():
            chosen = np.flatnonzero(home == code)
            leaves[chosen] = ~shapely.covers(area, lines[chosen])
        return leaves
