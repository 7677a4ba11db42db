"""What is known of the person and the computer, and must not be in a bug report."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Shorter ones would blank words that mean nothing.
_SHORTEST = 3
#: Names that are nobody's: whoever starts a service, and what a computer calls itself.
NOBODY = {"root", "user", "users", "admin", "administrator", "system", "localhost", "qgis", "hso", "public", "default"}
_TWO_NAMES = re.compile(r"([^\W\d_]{2,})[._ -]([^\W\d_]{2,})")


@dataclass(frozen=True, slots=True)
class Personal:
    """What a report is searched for.

    Attributes:
        secrets: passwords and tokens, as they are.
        people: user names, of the person and of colleagues, and the name that the person signs in to the computer with.
        computers: names of this computer and its domain.
        homes: folders of the person, whole paths.
        working_copies: paths of working copies: their folders and files have names that people gave them.
    """

    secrets: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    computers: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    working_copies: tuple[str, ...] = ()


def names_of(people: tuple[str, ...]) -> list[list[str]]:
    """For each person the ways the name may be written: `anna.berg` is also «Anna Berg» and «Berg, Anna»."""
    result = []
    for each in dict.fromkeys(name.strip() for name in people):
        if len(each) < _SHORTEST or each.lower() in NOBODY:
            continue
        ways = [each]
        local = each.rpartition("\\")[2].partition("@")[0]  # DOMAIN\anna, anna@example.org
        if local != each and len(local) >= _SHORTEST:
            ways.append(local)
        two = _TWO_NAMES.fullmatch(local)
        if two:
            first, last = two.groups()
            ways += [f"{first} {last}", f"{last}, {first}", f"{last} {first}", f"{first}.{last}"]
        result.append(list(dict.fromkeys(ways)))
    return result


def computer_names(computers: tuple[str, ...]) -> list[str]:
    """The names that may be searched for, longest first."""
    known = {each.strip() for each in computers}
    known |= {each.partition(".")[0] for each in known}
    return sorted((each for each in known if len(each) >= _SHORTEST and each.lower() not in NOBODY), key=len)[::-1]
