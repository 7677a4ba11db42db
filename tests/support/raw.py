"""WFS written by hand, as somebody without the plugin would: bodies, and sending them over plain requests."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import psycopg2
import requests

from hso_plugin.core import catalogue as catalogues

HEAD = (
    '<wfs:Transaction service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc"'
    ' xmlns:gml="http://www.opengis.net/gml" xmlns:qgs="http://www.qgis.org/gml">'
)
TAIL = "</wfs:Transaction>"
POINTS, LINES, AREAS = (f"strukturbild_{kind}_version" for kind in ("punkt", "linje", "yta"))
#: A place in Sundsvall.
POINT = '<gml:Point srsName="EPSG:3006"><gml:pos>619227.123 6919898.500</gml:pos></gml:Point>'


def line(*coordinates: tuple[float, float]) -> str:
    return f'<gml:LineString srsName="EPSG:3006"><gml:posList>{_pos(coordinates)}</gml:posList></gml:LineString>'


def area(*coordinates: tuple[float, float]) -> str:
    return (
        '<gml:MultiPolygon srsName="EPSG:3006"><gml:polygonMember><gml:Polygon><gml:exterior>'
        "<gml:LinearRing><gml:posList>"
        f"{_pos(coordinates)}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:polygonMember></gml:MultiPolygon>"
    )


def _pos(coordinates: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{e} {n}" for e, n in coordinates)


def new_id() -> str:
    return str(uuid.uuid4())


def version(municipality: str = "2281", **changes: Any) -> dict[str, Any]:
    """A row of a ledger: the first version of a new object of Sundsvall's, but for `changes`; None leaves out."""
    row = {
        "objektidentitet": new_id(),
        "objektversion": 1,
        "andring": new_id(),
        "kommunkod": municipality,
        "borttagen": "false",
        "anvandare": f"planerare-{municipality}",
        "klass": "A3",
        "namn": "Rå & ärlig <ort>",
    }
    row.update(changes)
    return {key: value for key, value in row.items() if value is not None}


def insert(table: str, row: dict[str, Any], geometry: str | None = None) -> str:
    shape = f"<qgs:geometry>{geometry}</qgs:geometry>" if geometry else ""
    values = "".join(f"<qgs:{key}>{_escape(str(value))}</qgs:{key}>" for key, value in row.items())
    return f"<wfs:Insert><qgs:{table}>{shape}{values}</qgs:{table}></wfs:Insert>"


def point(**changes: Any) -> str:
    """An Insert of a point."""
    return insert(POINTS, version(**changes), POINT)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def transaction(*actions: str) -> str:
    return HEAD + "".join(actions) + TAIL


def send(platform: Any, body: str | bytes, user: str = "2281", **more: Any) -> requests.Response:
    """POST `body` as `user`."""
    data = body.encode() if isinstance(body, str) else body
    options: dict[str, Any] = {"headers": {"Content-Type": "text/xml; charset=UTF-8"}, "timeout": 60} | more
    return requests.post(platform.url, data=data, auth=platform.user(user), **options)


def fetch(platform: Any, user: str = "2281", **parameters: Any) -> requests.Response:
    """GET as `user`; GetFeature of WFS 1.1.0 unless told otherwise."""
    query = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "SRSNAME": "EPSG:3006"} | parameters
    return requests.get(platform.url, params=query, auth=platform.user(user), timeout=60)


def inserted(answer: requests.Response) -> int:
    """How many rows a Transaction's answer says it wrote."""
    found = re.search(r"<totalInserted>(\d+)<", answer.text)
    return int(found[1]) if found else 0


def codes(answer: requests.Response) -> list[str]:
    """The stable codes in an answer, in its order, as often as they are said (an exception says its code twice)."""
    return re.findall(r">(HSO-[A-Z]+):", answer.text)


def rows(platform: Any, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The answer of the database itself."""
    database = psycopg2.connect(platform.dsn)
    try:
        with database.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    finally:
        database.close()


def count(platform: Any) -> int:
    """Rows in all tables that anything can be added to."""
    tables = (POINTS, LINES, AREAS, "inlamning", "beslut", "kommentar", "utgava")
    return sum(rows(platform, f"SELECT count(*) FROM hso.{table}")[0][0] for table in tables)


def record(platform: Any, table: str, row: dict[str, Any], user: str | None = None) -> list[str]:
    """Send a row of the review as its own author, or as `user`: the codes of the refusal, empty when it was taken."""
    given = {key: value for key, value in row.items() if value is not None}
    return refusal(send(platform, transaction(insert(table, given)), user or row["anvandare"]))


def refusal(answer: requests.Response) -> list[str]:
    """The codes in the answer to a Transaction of one Insert, empty when it was taken."""
    if inserted(answer) == 1:
        return []
    return codes(answer) or [answer.text]


def submission(municipality: str, **changes: Any) -> dict[str, Any]:
    """A row of `inlamning`, as the municipality's planner sends it; None leaves out."""
    return {
        "andring": new_id(),
        "kommunkod": municipality,
        "regelverk": catalogues.default().name,
        "rapport": json.dumps({"stage": "inlamning", "counts": {"fel": 0, "varning": 2}, "findings": []}),
        "meddelande": "Klart för granskning",
        "anvandare": f"planerare-{municipality}",
    } | changes


def submit(platform: Any, municipality: str, **changes: Any) -> str:
    """A submission that the platform took: its `andring`."""
    row = submission(municipality, **changes)
    assert record(platform, "inlamning", row) == []
    return str(row["andring"])


def decide(platform: Any, of: str, event: str, user: str = "granskare", **changes: Any) -> list[str]:
    """Record an event on a submission: the codes of the refusal, empty when it was taken."""
    row = {"andring": new_id(), "inlamning": of, "handelse": event, "anvandare": user} | changes
    return record(platform, "beslut", row)


def approve(platform: Any, of: str) -> None:
    """Take a submission up and approve it."""
    assert decide(platform, of, "under_granskning") == []
    assert decide(platform, of, "godkand") == []


def status(platform: Any, of: str) -> str:
    """Where a submission stands, as the database says."""
    return str(rows(platform, "SELECT hso.inlamning_status(%s)", of)[0][0])
