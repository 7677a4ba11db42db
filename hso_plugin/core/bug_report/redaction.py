"""Takes secrets and personal data out of texts: what is known, and what looks like it.

Rather too much than too little: what is blanked stays recognisable (`<person 2>`), so that the support can follow a
log. The platform's address stays, for it is public; this computer's name and addresses of folders do not.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from ..model import USER
from .personal import Personal, computer_names, names_of

SECRET, HOME, FOLDER, COMPUTER, PERSON = "<hemligt>", "<hem>", "<mapp>", "<dator>", "<person>"
#: Columns of the platform that say who somebody is, or hold what somebody wrote.
PERSONAL_COLUMNS = (USER, "meddelande", "motivering", "kommentar", "kontakt")
#: Paths that are everybody's: where QGIS and Python are installed. A traceback is of no use without them.
PROGRAMS = ("/usr/", "/opt/", "/etc/", "/lib/", "/snap/", "/app/", "/Applications/")

_KEYS = "password|passwd|passphrase|pwd|lösenord|losenord|secret|token|api[_-]?key|sessionid"
_COLUMNS = "|".join(PERSONAL_COLUMNS)
_VALUE = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&)\]}<]+)"
#: Of a working copy and of what the plugin writes beside it.
_ENDINGS = "gpkg|json|csv|html|zip|qgz|qgs|lock|part|bak"
#: A folder's name, which may have blanks in it when a slash follows.
_NAME = r"(?:[^\\/:*?\"<>|\r\n]+(?=[\\/])|[^\\/\s\"'<>|:,;]+)"
_FOLDERS = r"(?:[^\\/:*?\"<>|\r\n]+[\\/]+)*"
#: What looks like it, in this order, and what takes its place.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"((?:proxy-)?authorization|(?:set-)?cookie)(['\"]?\s*[:=]\s*)[^\r\n]+", rf"\1\2{SECRET}"),
        (r"\b(basic|bearer|digest|negotiate|ntlm)\s+[\w+/=.~-]{6,}", rf"\1 {SECRET}"),
        (rf"((?:{_KEYS})(?:['\"]?\s*[:=]\s*|%3[AD])){_VALUE}", rf"\1{SECRET}"),
        (r"(\w://)[^/\s@]*@", rf"\1{SECRET}@"),
        # In an address, and in the sources of a database's layers.
        (rf"((?:(?<!\w)|(?<=%26)|(?<=%3F))(?:user|username|uid|login|email)(?:=|%3D)){_VALUE}", rf"\1{PERSON}"),
        (r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", "<e-post>"),
        (r"\b(?:\d{2})?\d{6}[-+]\d{4}\b", "<personnummer>"),
        (rf"(<(?:\w+:)?(?:{_COLUMNS})\b[^>]*>)[^<]*", rf"\1{PERSON}"),
        (rf"\b((?:{_COLUMNS})['\"]?\s*[:=]\s*){_VALUE}", rf"\1{PERSON}"),
        # Our own sentence on who has a working copy open.
        (r"(open in ).{1,300}?( \(since)", rf"\1{PERSON}\2"),
        (r"(another QGIS window on this computer \().{1,300}?(, since)", rf"\1{PERSON}\2"),
        # Where the plugin lies is left out, but not which of its files it is.
        (rf"(?:\b[a-z]:|(?<![\w.:\\/<>]))[\\/]{{1,4}}{_FOLDERS}(?=hso_plugin[\\/])", f"{FOLDER}/"),
        # Homes, also those of others, then every other folder but QGIS's and Python's.
        (rf"(?:[a-z]:|(?<![\\/]))[\\/]{{1,4}}(?:users|home|documents and settings)[\\/]{{1,4}}{_NAME}", HOME),
        (r"(?<![\w:\\/])[\\/]{2,}(?![?.\\/])[^\\/\s\"'<>|]+[\\/]+" + _FOLDERS, f"{FOLDER}/"),
        (r"\b(?!c:[\\/]+(?:program files|osgeo4w))[a-z]:[\\/]+" + _FOLDERS, f"{FOLDER}/"),
    )
)  # fmt: skip
_POSIX = re.compile(r"(?<![\w/:.<>~-])/(?:[^/\s:\"'<>|]+/)+")


class Redactor:
    """Takes out what `personal` says, and what looks like a secret or somebody's data."""

    def __init__(self, personal: Personal) -> None:
        self._exact = sorted(_exact(personal), key=lambda pair: len(pair[0]), reverse=True)
        self._names = list(_names(personal))

    def text(self, text: str) -> str:
        """`text` without them."""
        for known, instead in self._exact:
            text = text.replace(known, instead)
        for pattern, instead in self._names:
            text = pattern.sub(_literally(instead), text)
        for pattern, instead in PATTERNS:
            text = pattern.sub(instead, text)
        return _POSIX.sub(lambda found: found[0] if found[0].startswith(PROGRAMS) else f"{FOLDER}/", text)

    def value(self, value: Any) -> Any:
        """The same for everything that JSON takes, keys too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(str(key)): _blanked(str(key)) or self.value(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each) for each in value]
        return value


def _blanked(key: str) -> str:
    """What stands in place of a value that is secret or personal whatever it is; empty for others."""
    if re.search(_KEYS, key, re.IGNORECASE):
        return SECRET
    return PERSON if key.lower() in PERSONAL_COLUMNS else ""


def _literally(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: text


def _exact(personal: Personal) -> Iterable[tuple[str, str]]:
    """Whole strings, in every form that a log may have them in."""
    known = [(each, SECRET) for each in personal.secrets]
    for user in personal.people:
        # What HTTP Basic makes of the two, wherever it turns up.
        pairs = (f"{user}:{secret}" for secret in personal.secrets)
        known += [(base64.b64encode(pair.encode()).decode(), SECRET) for pair in pairs]
    known += [(base64.b64encode(each.encode()).decode(), SECRET) for each in personal.secrets if len(each) > 3]
    for text, instead in known:
        if text:
            written = (
                text,
                quote(text),
                quote(text, safe=""),
                html.escape(text),
                json.dumps(text)[1:-1],
                repr(text)[1:-1],
            )
            yield from ((each, instead) for each in dict.fromkeys(written))


def _names(personal: Personal) -> Iterable[tuple[re.Pattern[str], str]]:
    """Folders, files and names, whatever their case; longer ones first, since they may hold shorter ones."""
    for number, path in enumerate(personal.working_copies, start=1):
        pure = PureWindowsPath(path) if "\\" in path else PurePosixPath(path)
        if pure.stem:
            # The file itself and what lies beside it: saved edits, locks, backups.
            yield (
                re.compile(rf"(?<![\w.-]){re.escape(pure.stem)}(?=[\w.-]{{0,80}}\.(?:{_ENDINGS})\b)", re.IGNORECASE),
                f"<arbetskopia {number}>",
            )
        if len(pure.parts) > 2:
            yield _folder(str(pure.parent)), FOLDER
    for home in sorted(filter(None, personal.homes), key=len, reverse=True):
        if len(PurePosixPath(home.replace("\\", "/")).parts) > 1:
            yield _folder(home), HOME
    ways = [(way, number) for number, each in enumerate(names_of(personal.people), start=1) for way in each]
    for way, number in sorted(ways, key=lambda pair: len(pair[0]), reverse=True):
        yield _word(way), f"<person {number}>"
    for name in computer_names(personal.computers):
        yield _word(name), COMPUTER


def _folder(path: str) -> re.Pattern[str]:
    """`path` with either sort of slash, one or two of each (as Python shows a string), or as in an address."""
    parts = [each for each in re.split(r"[\\/]+", path) if each]
    written = r"[\\/]{1,4}".join(f"(?:{re.escape(each)}|{re.escape(quote(each))})" for each in parts)
    lead = r"(?<![\\/])[\\/]{1,4}" if path[:1] in "\\/" else ""
    return re.compile(rf"{lead}{written}(?![\w-])", re.IGNORECASE)


def _word(name: str) -> re.Pattern[str]:
    written = "|".join(re.escape(each) for each in dict.fromkeys((name, quote(name), html.escape(name))))
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)
