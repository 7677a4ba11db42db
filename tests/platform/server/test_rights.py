"""What a person may do who signs in properly and writes WFS by hand: nothing with other municipalities' objects."""

from __future__ import annotations

import pytest
import requests

from tests.support import raw


@pytest.fixture
def sundsvall(platform):
    """An object of Sundsvall's, as its planner sent it."""
    row = raw.version("2281")
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)))) == 1
    return row


def attempt(platform, user, *actions):
    """Send actions that must not be taken: the codes of the refusals, having seen that nothing changed."""
    before = raw.count(platform)
    answer = raw.send(platform, raw.transaction(*actions), user)
    assert raw.count(platform) == before, answer.text
    assert raw.inserted(answer) == 0
    return raw.codes(answer)


def test_another_municipalitys_planner_changes_nothing(platform, sundsvall):
    ornskoldsvik = {"anvandare": "planerare-2284", "andring": raw.new_id()}
    follow = sundsvall | {"objektversion": 2}
    for row in (
        follow | ornskoldsvik,  # honest
        follow | {"andring": raw.new_id()},  # in somebody else's name
        follow | ornskoldsvik | {"kommunkod": "2284"},  # takes the object over
        follow | ornskoldsvik | {"borttagen": "true"},  # removes it
        follow | ornskoldsvik | {"kommunkod": "2284", "borttagen": "true"},
        raw.version("2281", anvandare="planerare-2284"),  # a new object there
        raw.version("2281", anvandare="stod"),  # as the support
        raw.version("2284", anvandare=None),  # in nobody's name
        raw.version("2284", kommunkod=None),
        raw.version("2284", kommunkod="2281,2284"),
    ):
        assert attempt(platform, "2284", raw.insert(raw.POINTS, row, raw.POINT)) == ["HSO-BEHORIGHET"], row
    found = raw.rows(
        platform,
        "SELECT objektversion, namn, versiongiltigtill FROM hso.strukturbild_punkt_version WHERE objektidentitet = %s",
        sundsvall["objektidentitet"],
    )
    assert found == [(1, sundsvall["namn"], None)]


@pytest.mark.parametrize("name", ["stod", "planerare-2284", "granskare", "Planerare-2281", "planerare-2281 "])
def test_nobody_writes_in_anothers_name_even_at_home(platform, name):
    codes = attempt(platform, "2281", raw.point(anvandare=name))
    assert codes == ["HSO-BEHORIGHET"]


def test_in_a_mixed_transaction_only_the_own_rows_are_taken(platform):
    own, other = raw.version("2284"), raw.version("2281", anvandare="planerare-2284")
    answer = raw.send(
        platform,
        raw.transaction(raw.insert(raw.POINTS, own, raw.POINT), raw.insert(raw.POINTS, other, raw.POINT)),
        "2284",
    )
    assert raw.inserted(answer) == 1
    assert raw.codes(answer) == ["HSO-BEHORIGHET"]
    found = raw.rows(
        platform,
        "SELECT andring::text FROM hso.strukturbild_punkt_version WHERE andring IN (%s, %s)",
        own["andring"],
        other["andring"],
    )
    assert found == [(own["andring"],)]


@pytest.mark.parametrize("user", ["granskare", "admin"])
@pytest.mark.parametrize("table", [raw.POINTS, "inlamning"])
def test_reviewers_write_neither_objects_nor_submissions(platform, user, table):
    row = (
        raw.version(anvandare=user)
        if table == raw.POINTS
        else {"andring": raw.new_id(), "kommunkod": "2281", "anvandare": user}
    )
    before = raw.count(platform)
    answer = raw.send(
        platform, raw.transaction(raw.insert(table, row, raw.POINT if table == raw.POINTS else None)), user
    )
    assert raw.inserted(answer) == 0
    assert raw.count(platform) == before
    assert "permission" in answer.text.lower() or raw.codes(answer) == ["HSO-BEHORIGHET"]


def test_the_support_writes_for_every_municipality(platform):
    answer = raw.send(
        platform, raw.transaction(*(raw.point(municipality=m, anvandare="stod") for m in ("2260", "2283"))), "stod"
    )
    assert raw.inserted(answer) == 2, answer.text


@pytest.mark.parametrize(
    "table", ["kommun", "regelverk", "behorighet", "strukturbild_punkt", "strukturbild_punkt_publicerad"]
)
def test_nobody_writes_in_what_is_only_read(platform, table):
    for user in ("2281", "admin"):
        answer = raw.send(platform, raw.transaction(raw.insert(table, {"kommunkod": "2281"})), user)
        assert raw.codes(answer) == ["HSO-BEHORIGHET"]


def test_of_the_rights_one_sees_ones_own(platform):
    for user in ("2281", "granskare"):
        login = platform.user(user)[0]
        for query in ({"TYPENAME": "behorighet"}, {"FEATUREID": ",".join(f"behorighet.{n}" for n in range(1, 30))}):
            text = raw.fetch(platform, user, **query).text
            found = [part.split("<")[0] for part in text.split("<qgs:anvandare>")[1:]]
            assert found == [login], query


def test_everybody_reads_all_municipalities(platform, sundsvall):
    text = raw.fetch(platform, "2260", TYPENAME="strukturbild_punkt").text
    assert sundsvall["objektidentitet"] in text


@pytest.mark.parametrize(
    "credentials", [None, ("planerare-2281", "fel"), ("planerare-2281", ""), ("ingen", "alls"), ("", "")]
)
def test_without_a_password_there_is_nothing(platform, credentials):
    query = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
    assert requests.get(platform.url, params=query, auth=credentials, timeout=30).status_code == 401
    before = raw.count(platform)
    assert (
        requests.post(platform.url, data=raw.transaction(raw.point()), auth=credentials, timeout=30).status_code == 401
    )
    assert raw.count(platform) == before


@pytest.mark.parametrize(
    "path", ["/wfs3/", "/", "/wfs/", "/wfs3/collections/strukturbild_punkt_version/items", "/x/../wfs3/"]
)
def test_quite_other_addresses_are_not_found(platform, path):
    answer = requests.get(platform.url.removesuffix("/wfs") + path, auth=platform.user("2281"), timeout=30)
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "LOCK"])
def test_other_methods_are_refused(platform, method):
    body = raw.transaction(raw.point())
    before = raw.count(platform)
    answer = requests.request(method, platform.url, data=body, auth=platform.user("2281"), timeout=30)
    assert answer.status_code in (403, 405)
    assert raw.count(platform) == before


def test_a_forged_user_header_changes_nothing(platform):
    headers = {
        "Content-Type": "text/xml",
        "REMOTE_USER": "planerare-2284",
        "X-Remote-User": "planerare-2284",
        "Remote-User": "planerare-2284",
    }
    before = raw.count(platform)
    answer = raw.send(platform, raw.transaction(raw.point(municipality="2284")), "2281", headers=headers)
    assert raw.codes(answer) == ["HSO-BEHORIGHET"]
    assert raw.count(platform) == before


def test_a_forged_position_is_overruled(platform):
    row = raw.version(lopnr=1, versiongiltigfran="2001-01-01T00:00:00Z")
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)))) == 1
    ((position, recent),) = raw.rows(
        platform,
        "SELECT lopnr, versiongiltigfran > now() - interval '1 minute'"
        " FROM hso.strukturbild_punkt_version WHERE andring = %s",
        row["andring"],
    )
    assert position > 1
    assert recent
