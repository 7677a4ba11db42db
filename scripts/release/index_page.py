"""The repository's page for people: what there is, what is new in it, and how to have QGIS install it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .shipped_zip import ShippedZip, version_key

_HEAD = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #222; }}
code {{ overflow-wrap: anywhere; background: #f2f2f2; padding: 0 .2em; }}
h2 {{ margin-top: 2.5rem; border-bottom: 1px solid #999; }}
</style>
</head>
<body>
<h1>{name}</h1>
<p>Ett tillägg till QGIS. Lägg till förrådet i <em>Plugin → Hantera och installera insticksprogram… → Inställningar →
Lägg till…</em> med adressen <code>{url}</code>. QGIS erbjuder sedan nya versioner av sig självt.</p>
<p lang="en">A plugin for QGIS. Add the repository in <em>Plugins → Manage and Install Plugins… → Settings → Add…</em>
with the address <code>{url}</code>. QGIS then offers new versions by itself.</p>
"""


def index_page(
    offered: Sequence[tuple[ShippedZip, str]], withdrawn: Sequence[tuple[str, str, str]], base_url: str
) -> str:
    """The page.

    Args:
        offered: each version with the day on which it was added.
        withdrawn: version, day and reason of each that is not offered any more.
        base_url: where the folder is served.
    """
    latest_first = sorted(offered, key=lambda each: version_key(each[0].version), reverse=True)
    name = latest_first[0][0].metadata["name"] if latest_first else "Strukturbild"
    url = f"{base_url.rstrip('/')}/plugins.xml"
    parts = [_HEAD.format(name=escape(name), url=escape(url))]
    parts += [_version(shipped, added) for shipped, added in latest_first]
    if not latest_first:
        parts.append('<p>Ingen version erbjuds just nu.</p>\n<p lang="en">No version is offered at present.</p>\n')
    if withdrawn:
        parts.append('<h2>Återkallade versioner · <span lang="en">Withdrawn versions</span></h2>\n<ul>\n')
        ordered = sorted(withdrawn, key=lambda each: version_key(each[0]), reverse=True)
        parts += [f"<li>{escape(version)}, {day}: {escape(reason)}</li>\n" for version, day, reason in ordered]
        parts.append("</ul>\n")
    return "".join([*parts, "</body>\n</html>\n"])


def _version(shipped: ShippedZip, added: str) -> str:
    about = shipped.metadata
    mark = ' (på prov · <span lang="en">experimental</span>)' if shipped.experimental else ""
    minimum = escape(about["qgisMinimumVersion"])
    news = "".join(f"<li>{escape(line)}</li>\n" for line in _lines(about.get("changelog", "")))
    return (
        f"<h2>{shipped.version}{mark}</h2>\n"
        f'<p>{added} · QGIS {minimum} eller senare · <span lang="en">QGIS {minimum} or later</span><br>\n'
        f'<a href="{escape(shipped.name)}">{escape(shipped.name)}</a> ({len(shipped.data) / 1e6:.1f} MB)<br>\n'
        f"SHA-256 <code>{shipped.sha256}</code></p>\n<ul>\n{news}</ul>\n"
    )


def _lines(changelog: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in changelog.splitlines() if line.strip()]
