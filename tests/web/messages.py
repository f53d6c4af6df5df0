"""The English of the application: what is missing, what is left over, and the compiled files.

    python -m tests.web.messages update [app …]    new texts into <app>/locale/en/LC_MESSAGES/django.po, old ones out
    python -m tests.web.messages compile [app …]   the .mo beside it
    python -m tests.web.messages check [app …]     everything that is wrong; ends with 1 if there is anything

Texts in templates and Python are Bahasa Indonesia, so that language needs no file. The files carry no date and no
name of a tool: the same texts always make the same bytes, and a test can tell when one was forgotten.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.web.ui.texts import CONTEXT, CONTEXT_PLURAL, PLURAL, calls

WEB = Path(__file__).resolve().parents[2] / "src" / "selaras" / "web"
HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%[sd]")
Said = str | tuple[str, str]
Key = tuple[str | None, Said]


class Undated(Catalog):
    """A catalog whose header holds what a reader needs and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [
            ("Language", "en"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


@dataclass
class Found:
    """The texts of one app, with the files they stand in."""

    places: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, name: str, strings: list[str], place: str) -> None:
        """Note one call of a function of gettext."""
        context = strings.pop(0) if name in CONTEXT | CONTEXT_PLURAL else None
        plural = name in PLURAL | CONTEXT_PLURAL
        if len(strings) > plural:
            said: Said = (strings[0], strings[1]) if plural else strings[0]
            self.places.setdefault((context, said), set()).add(place)


def apps() -> list[str]:
    """The apps by name."""
    return sorted(path.parent.name for path in WEB.glob("*/apps.py"))


def extract(app: str) -> Found:
    """Every text of an app; those of the modules beside the apps count with `ui`."""
    found = Found()
    for path in sources(app):
        place = path.relative_to(WEB).as_posix()
        for name, strings in calls(path):
            found.add(name, strings, place)
    return found


def sources(app: str) -> list[Path]:
    """The files of an app in which texts can stand."""
    folder = WEB / app
    beside = WEB.glob("*.py") if app == "ui" else ()
    python = (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    templates = (path for path in folder.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
    return sorted([*beside, *python, *templates])


def po_path(app: str) -> Path:
    """Where the English of an app stands."""
    return WEB / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(app: str) -> Catalog:
    """The catalog of an app as it stands; empty if there is none."""
    path = po_path(app)
    if not path.exists():
        return Undated(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def english(app: str) -> dict[Key, str | tuple[str, ...]]:
    """What is translated in an app, fuzzy ones left out."""
    return {
        (message.context, _said(message.id)): message.string
        for message in read(app)
        if message.id and _full(message.string) and not message.fuzzy
    }


def build(app: str, found: Found, known: dict[Key, str | tuple[str, ...]]) -> Undated:
    """The catalog of the texts found, with the English known."""
    catalog = Undated(locale="en", header_comment=f"# English texts of selaras.web.{app}", fuzzy=False)
    for key, places in found.places.items():
        context, said = key
        given = known.get(key) or (("", "") if isinstance(said, tuple) else "")
        flags = {"python-format"} if HOLE.search("".join(said)) and "%(" in "".join(said) else set()
        locations = [(place, 0) for place in sorted(places)]
        catalog.add(said, given, locations=locations, flags=flags, context=context)
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """A catalog as a .po file."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    return out.getvalue()


def mo_bytes(app: str) -> bytes:
    """The compiled form of an app's .po."""
    catalog = Undated(locale="en", fuzzy=False)
    for (context, said), string in english(app).items():
        catalog.add(said, string, context=context)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update(app: str) -> str:
    """Write the .po anew; English known in other apps is taken over. Says what is still to be done."""
    found = extract(app)
    before = english(app)
    elsewhere = {key: string for other in apps() if other != app for key, string in english(other).items()}
    known = elsewhere | before
    path = po_path(app)
    if not found.places:
        return f"{app}: nothing to translate"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po_bytes(build(app, found, known)))
    left = sorted(str(key[1]) for key in before.keys() - found.places.keys())
    todo = sum(key not in known for key in found.places)
    gone = f"; taken out: {', '.join(left)}" if left else ""
    return f"{app}: {len(found.places)} texts, {todo} without English{gone}"


def compile_(app: str) -> str:
    """Write the .mo of an app."""
    path = po_path(app)
    if path.exists():
        path.with_suffix(".mo").write_bytes(mo_bytes(app))
    return f"{app}: compiled"


def check(app: str) -> list[str]:
    """Everything wrong with an app's English."""
    found = extract(app).places
    stored = {(message.context, _said(message.id)): message for message in read(app) if message.id}
    wrong = [
        f"{app}: not in django.po: {_show(key)} ({', '.join(sorted(found[key]))})"
        for key in found
        if key not in stored
    ]
    wrong += [f"{app}: no longer used: {_show(key)}" for key in stored if key not in found]
    wrong += [f"{app}: kept as obsolete: {message!r}" for message in read(app).obsolete]
    for key, message in stored.items():
        if message.fuzzy:
            wrong.append(f"{app}: fuzzy: {_show(key)}")
        if not _full(message.string):
            wrong.append(f"{app}: without English: {_show(key)}")
        elif _holes(key[1]) != _holes(message.string):
            wrong.append(f"{app}: placeholders differ: {_show(key)} → {message.string!r}")
    mo = po_path(app).with_suffix(".mo")
    if stored and (not mo.exists() or mo.read_bytes() != mo_bytes(app)):
        wrong.append(
            f"{app}: django.mo is not compiled from django.po (run: python -m tests.web.messages compile {app})"
        )
    return wrong


def contradictions() -> list[str]:
    """Texts to which two apps give different English: only one of them would be shown."""
    said: dict[Key, dict[str, str | tuple[str, ...]]] = {}
    for app in apps():
        for key, string in english(app).items():
            said.setdefault(key, {})[app] = string
    return [f"{_show(key)}: {given}" for key, given in said.items() if len(set(given.values())) > 1]


def _said(id_: object) -> Said:
    return (id_[0], id_[1]) if isinstance(id_, (list, tuple)) else str(id_)


def _full(string: object) -> bool:
    return all(string) and bool(string) if isinstance(string, (list, tuple)) else bool(string)


def _holes(strings: object) -> set[str]:
    texts: Iterable[str] = strings if isinstance(strings, (list, tuple)) else [str(strings)]
    return {hole[0] for text in texts for hole in HOLE.finditer(text)}


def _show(key: Key) -> str:
    context, said = key
    return repr(said) + (f" [{context}]" if context else "")


def main(arguments: list[str]) -> int:
    """The command line."""
    orders = {"update": update, "compile": compile_}
    order, *names = arguments or ["help"]
    unknown = [name for name in names if name not in apps()]
    if order not in {*orders, "check"} or unknown:
        print(__doc__, f"Unknown: {', '.join(unknown)}" if unknown else "")  # noqa: T201
        return 2
    if order == "check":
        wrong = [line for app in names or apps() for line in check(app)] + contradictions()
        print("\n".join(wrong) or "complete")  # noqa: T201
        return bool(wrong)
    for app in names or apps():
        print(orders[order](app))  # noqa: T201
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings")
    sys.exit(main(sys.argv[1:]))
