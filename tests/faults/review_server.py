"""The model with the review: what the platform's triggers promise of submissions, decisions and comments, said anew."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.wfs.names import GML, WFS
from hso_plugin.core.wfs.schema import FeatureType

from . import model_server
from .model_server import PAGE, SPACE, ModelServer

COLUMNS = {
    "inlamning": ("andring", "kommunkod", "position", "regelverk", "rapport", "meddelande", "anvandare"),
    "beslut": ("andring", "inlamning", "handelse", "motivering", "anvandare"),
    "kommentar": ("andring", "inlamning", "objektidentitet", "objektversion", "svar_pa", "innehall", "ost", "nord",
                  "avgjord", "anvandare"),
    "utgava": ("andring", "namn", "inlamningar", "regelverk", "anvandare"),
}  # fmt: skip
_TIME = {"inlamning": "inskickad"}
#: Role, and the states from which an event may follow.
_RULES = {
    "under_granskning": ("granskare", {"inskickad"}),
    "godkand": ("granskare", {"under_granskning"}),
    "ater_for_komplettering": ("granskare", {"under_granskning"}),
    "avslagen": ("granskare", {"under_granskning"}),
    "aterkallad": ("planerare", {"inskickad", "under_granskning"}),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a review table: texts by column."""

    table: str
    position: int
    values: dict[str, str]


@dataclass
class ReviewServer(ModelServer):
    """`ModelServer` with review tables. A user's name begins with the role, and a planner's ends with the municipality.

    Attributes:
        entries: rows in the order of landing.
        status: state by submission.
        published: the submission that was approved last, by municipality.
    """

    entries: list[Entry] = field(default_factory=list)
    status: dict[str, str] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)

    def _insert(self, user: str, feature: etree._Element) -> str:
        table = etree.QName(feature).localname
        values = {etree.QName(child).localname: child.text or "" for child in feature}
        assert values.keys() <= set(COLUMNS[table]), f"{table} has no {values.keys() - set(COLUMNS[table])}"
        assert values["anvandare"] == user
        if any(entry.values["andring"] == values["andring"] for entry in self.entries):
            return "HSO-FINNS: finns redan"
        message: str = {"inlamning": self._submit, "beslut": self._decide, "kommentar": self._comment}[table](values)
        if not message:
            self.entries.append(Entry(table, len(self.entries) + 1, values))
        return message

    def _submit(self, values: dict[str, str]) -> str:
        if values["kommunkod"] != values["anvandare"].partition("-")[2]:
            return "HSO-BEHORIGHET: inte din kommun"
        for change, state in self.status.items():
            if state in {"inskickad", "under_granskning"} and self._of(change) == values["kommunkod"]:
                self.status[change] = "ersatt"
        self.status[values["andring"]] = "inskickad"
        return ""

    def _decide(self, values: dict[str, str]) -> str:
        role, states = _RULES[values["handelse"]]
        change = values["inlamning"]
        if change not in self.status:
            return "HSO-SCHEMA: Inlämningen finns inte."
        if not values["anvandare"].startswith(role):
            return "HSO-BEHORIGHET: får inte"
        if self.status[change] not in states:
            return f"HSO-STATUS: Inlämningen är {self.status[change]}."
        self.status[change] = values["handelse"]
        if values["handelse"] == "godkand":
            self.published[self._of(change)] = change
        return ""

    def _comment(self, values: dict[str, str]) -> str:
        if values.get("inlamning") not in self.status:
            return "HSO-SCHEMA: Inlämningen finns inte."
        if "svar_pa" in values and not any(entry.values["andring"] == values["svar_pa"] for entry in self.entries):
            return "HSO-SCHEMA: Kommentaren som besvaras finns inte."
        return "" if "innehall" in values or ("avgjord" in values and "svar_pa" in values) else "HSO-SCHEMA: tom"

    def _of(self, change: str) -> str:
        return next(entry.values["kommunkod"] for entry in self.entries if entry.values["andring"] == change)

    def features(self, body: bytes) -> bytes:
        """Answer a GetFeature of a review table: a page of what lies after a position."""
        query = etree.fromstring(body)[0]
        table = query.get("typeName", "").partition(":")[2]
        after = int(query.findtext(".//{*}PropertyIsGreaterThan/{*}Literal", ""))
        found = [entry for entry in self.entries if entry.table == table and entry.position > after]
        root = etree.Element(f"{{{WFS}}}FeatureCollection", nsmap={"wfs": WFS, "gml": GML, "hso": SPACE})
        for entry in found[:PAGE]:
            feature = etree.SubElement(etree.SubElement(root, f"{{{GML}}}featureMember"), f"{{{SPACE}}}{table}")
            time = {_TIME.get(table, "tidpunkt"): f"2026-01-01T00:00:{entry.position % 60:02}Z"}
            braced = {name: f"{{{text}}}" for name, text in entry.values.items() if name in {"andring", "inlamning"}}
            for column, text in {**entry.values, **braced, **time, "lopnr": str(entry.position)}.items():
                etree.SubElement(feature, f"{{{SPACE}}}{column}").text = text
        return etree.tostring(root)


def profile() -> ServerProfile:
    """The model as a probe would have found it, with the review."""
    types = {
        table: FeatureType(table, "hso", SPACE, None, dict.fromkeys(["lopnr", _TIME.get(table, "tidpunkt"), *columns],
                                                                    "string"))
        for table, columns in COLUMNS.items()
    }  # fmt: skip
    known = model_server.profile()
    return replace(known, types={**known.types, **types})
