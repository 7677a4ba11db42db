"""Reads a preset's JSON and says for every fault on which line it is, which key it concerns and what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from hso_plugin.core import catalogue
from hso_plugin.core.catalogue.lines import line_of, second_of_two
from hso_plugin.core.errors import HsoError
from hso_plugin.qgis_bridge.profile.address import check_address

from .model import Background, MapType, Platform, Preset, PresetError, Repository

#: QGIS's ids of authentication configurations.
AUTHCFG = re.compile(r"[A-Za-z0-9]{7}")
ROLES = ("planerare", "granskare")
MOST_ZOOM = 30
#: Keys that somebody may think of, and that have no place in a file which everybody reads.
SECRETS = re.compile(r"pass|losen|lösen|secret|token|user|anvandare|användare", re.IGNORECASE)


def read(path: Path) -> Preset:
    """The preset in the file at `path`. Raises `PresetError` with every fault, `OSError` when it cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PresetError(f"{path.name}: is not written in UTF-8: save it as UTF-8") from error
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise PresetError(
            f"{path.name}, line {line}: is no JSON ({getattr(error, 'msg', error)}): mend it there or just before"
        ) from error
    twice = second_of_two(text)
    if twice is not None:
        raise PresetError(f"{path.name}, line {twice[1]}: {twice[0]} is there already: keep one of the two")
    return _Reader(path.name, text).preset(data)


class _Reader:
    """Collects the faults of one file, so that all are told at once."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._faults: list[tuple[int, str]] = []

    def preset(self, data: Any) -> Preset:
        if not isinstance(data, Mapping):
            raise PresetError(f"{self._name}, line 1: must be an object with platform and repository")
        self._unknown("", data, ("platform", "repository", "backgrounds"))
        platform = self._platform(data["platform"]) if self._is_object(data, "platform") else None
        repository = self._repository(data["repository"]) if self._is_object(data, "repository") else None
        backgrounds = self._backgrounds(data.get("backgrounds", []))
        if self._faults or platform is None or repository is None:
            raise PresetError("\n".join(f"{self._name}, line {line}: {said}" for line, said in sorted(self._faults)))
        return Preset(platform, repository, backgrounds)

    def _platform(self, data: Mapping[str, Any]) -> Platform:
        values = self._texts("platform", data, Platform)
        self._address("platform.url", values.get("url"))
        role, municipality = values.get("role", ROLES[0]), values.get("municipality", "")
        if role not in ROLES:
            self._fault("platform.role", f"is {role!r}: write {' or '.join(ROLES)}")
        known = {each.code: each.name for each in catalogue.default().municipalities}
        if municipality and municipality not in known:
            names = ", ".join(f"{code} {name}" for code, name in sorted(known.items()))
            self._fault("platform.municipality", f"is {municipality!r}: write one of {names}, or leave it out")
        elif municipality and role == "granskare":
            self._fault("platform.municipality", "does not go with the role granskare, who sees all: leave it out")
        return Platform(**{"title": "", "url": ""} | values)

    def _repository(self, data: Mapping[str, Any]) -> Repository:
        values = self._texts("repository", data, Repository)
        self._address("repository.url", values.get("url"))
        if values.get("url") and not values["url"].partition("?")[0].endswith(".xml"):
            self._fault("repository.url", "must be the address of plugins.xml, not of its folder")
        self._in_a_key("repository.name", values.get("name"))
        return Repository(**{"name": "", "url": ""} | values)

    def _backgrounds(self, data: Any) -> tuple[Background, ...]:
        if not isinstance(data, Sequence) or isinstance(data, str):
            self._fault("backgrounds", "must be a list, [ … ], of maps")
            return ()
        read = [self._background(f"backgrounds[{number}]", each) for number, each in enumerate(data)]
        names: set[tuple[bool, str]] = set()
        for number, each in enumerate(read):
            key = (each.type is MapType.XYZ, each.name)  # QGIS keeps WMS and WMTS in one list
            if each.name and key in names:
                self._fault(f"backgrounds[{number}].name", f"{each.name!r} is there already: give it a name of its own")
            names.add(key)
        return tuple(read)

    def _background(self, where: str, data: Any) -> Background:
        if not isinstance(data, Mapping):
            self._fault(where, "must be an object, { … }, with name, type and url")
            return Background("", MapType.XYZ, "")
        zooms = {key: data[key] for key in ("min_zoom", "max_zoom") if key in data}
        values: dict[str, Any] = self._texts(where, {k: v for k, v in data.items() if k not in zooms}, Background)
        self._in_a_key(f"{where}.name", values.get("name"))
        kinds = [each.value for each in MapType]
        if values.get("type", "xyz") not in kinds:
            self._fault(f"{where}.type", f"is {values['type']!r}: write {', '.join(kinds[:-1])} or {kinds[-1]}")
        tiled = values.get("type") == MapType.XYZ
        url = values.get("url")
        filled_in = re.sub(r"\{-?[xyzq]\}", "0", url) if url and tiled else url
        self._address(f"{where}.url", filled_in)
        if url and tiled and not ("{q}" in url or ("{x}" in url and "{z}" in url and re.search(r"\{-?y\}", url))):
            self._fault(f"{where}.url", "lacks {x}, {y} or {z}, which stand for the tile: write them in")
        for key, zoom in zooms.items():
            if not tiled:
                self._fault(f"{where}.{key}", "is only for maps of the type xyz: leave it out")
            elif isinstance(zoom, bool) or not isinstance(zoom, int) or not 0 <= zoom <= MOST_ZOOM:
                self._fault(f"{where}.{key}", f"must be a whole number from 0 to {MOST_ZOOM}")
            else:
                values[key] = zoom
        if values.get("min_zoom", 0) > values.get("max_zoom", MOST_ZOOM):
            self._fault(f"{where}.min_zoom", "is larger than max_zoom: change one of them")
        kind = MapType(values["type"]) if values.get("type") in kinds else MapType.XYZ
        return Background(**{"name": "", "url": ""} | values | {"type": kind})

    # What is the same for all of them

    def _is_object(self, data: Mapping[str, Any], key: str) -> bool:
        """True when there is an object at `key`; else a fault."""
        if isinstance(data.get(key), Mapping):
            return True
        self._fault(key if key in data else "", f"{'' if key in data else key + ' '}must be an object, {{ … }}")
        return False

    def _texts(self, where: str, data: Mapping[str, Any], kind: type) -> dict[str, str]:
        """The texts among `data` by the names of the fields of `kind`; faults for the others and for what lacks."""
        known = {field.name: field.default is MISSING for field in fields(kind)}
        self._unknown(where, data, tuple(known))
        values: dict[str, str] = {}
        for key, needed in known.items():
            value = data.get(key)
            if key in data and not isinstance(value, str):
                self._fault(f"{where}.{key}", 'must be a text, in quotation marks: "…"')
            elif isinstance(value, str) and value.strip():
                values[key] = value.strip()
            elif needed:
                self._fault(f"{where}.{key}" if key in data else where, f"lacks {key}: write it")
        if "authcfg" in values and not AUTHCFG.fullmatch(values["authcfg"]):
            self._fault(
                f"{where}.authcfg", "must be the id of a QGIS authentication configuration: seven letters and digits"
            )
        return values

    def _unknown(self, where: str, data: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in data:
            if key in known:
                continue
            place = f"{where}.{key}" if where else key
            if SECRETS.search(key):
                self._fault(place, "everybody can read this file: no names and passwords in it, give authcfg instead")
            else:
                self._fault(place, f"is not known: there are {', '.join(known)}")

    def _address(self, key: str, url: str | None) -> None:
        if url:
            self._check(key, lambda: check_address(url))
            if re.search(r"\s", url):
                self._fault(key, "has a blank in it: write the address without")

    def _check(self, key: str, check: Callable[[], None]) -> None:
        try:
            check()
        except HsoError as error:
            self._fault(key, error.text.en)

    def _in_a_key(self, key: str, name: str | None) -> None:
        """A name that becomes part of a setting's key."""
        if name and re.search(r"[/\\]", name):
            self._fault(key, "must not have / or \\ in it: QGIS keeps the settings in folders of that name")

    def _fault(self, key: str, said: str) -> None:
        self._faults.append((line_of(self._text, key), f"{key} {said}".strip()))
