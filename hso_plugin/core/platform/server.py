"""What is known of a WFS server after the probe: enough to read and write without asking again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from ..model import GeometryKind

if TYPE_CHECKING:  # QGIS knows an algorithm by words from here when it starts: what reads WFS comes with the first work
    from ..wfs.encodings import Encoding
    from ..wfs.schema import FeatureType

#: The types without a ledger of their own that a client reads.
RIGHTS, CATALOGUES, MUNICIPALITIES = "behorighet", "regelverk", "kommun"
REQUIRED_TYPES = (*(kind.ledger for kind in GeometryKind), RIGHTS, CATALOGUES, MUNICIPALITIES)
#: The types of the review; a platform without them can still be edited.
SUBMISSIONS, DECISIONS, COMMENTS, RELEASES = "inlamning", "beslut", "kommentar", "utgava"
REVIEW_TYPES = (SUBMISSIONS, DECISIONS, COMMENTS, RELEASES)


@dataclass(frozen=True, slots=True)
class ServerProfile:
    """The server as the probe found it.

    Attributes:
        url: address of the WFS.
        title: the service's own name.
        types: the feature types by local name.
        names: full names of the types by local name, as the server's capabilities write them; empty in profiles that an
            earlier version of the plugin made.
        geojson: the output format to ask for GeoJSON, where the probe found that it says the same as GML; else empty.
    """

    url: str
    title: str
    types: Mapping[str, FeatureType]
    geojson: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def encoding(self) -> Encoding:
        """The form in which to read many features."""
        from ..wfs.encodings import GeoJson, Gml

        return GeoJson(self.geojson) if self.geojson else Gml()

    def to_json(self) -> str:
        """The profile as text, to be kept in a working copy."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> ServerProfile:
        """The profile that `to_json` wrote."""
        from ..wfs.schema import FeatureType

        data = json.loads(text)
        types = {name: FeatureType(**described) for name, described in data.pop("types").items()}
        return cls(types=types, **data)
