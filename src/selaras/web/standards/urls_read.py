"""Addresses of reading and comparing. They are permanent: what is cited today must be found in ten years."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from selaras.web.standards.views import (
    compare,
    read_articles,
    read_dictionary,
    read_files,
    read_look,
    read_search,
)
from selaras.web.standards.views import read_shelves as shelves
from selaras.web.standards.views import read_standard as standard
from selaras.web.standards.views.read_public import missing


class PartConverter:
    """The key of a standard in its version: `kelas-5`, `jabatan-12`."""

    regex = r"(?:kelas|jabatan)-[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class EntryConverter(PartConverter):
    """The key of an entry in the dictionary of its version: `kamus-7`."""

    regex = r"kamus-[1-9][0-9]{0,5}"


register_converter(PartConverter, "part")
register_converter(EntryConverter, "entry")

VERSION = "<slug:instansi>/<slug:act>/<int:number>/"
PART = f"{VERSION}<part:part>/"
ENTRY = f"{VERSION}<entry:part>/"

# Those without an instansi first: `<slug:instansi>` would take them.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", shelves.index, name="index"),
    path("daftar.json", read_files.listing, name="listing"),
    path("skema.json", read_files.schema, name="schema"),
    path("cari/", read_search.find, name="find"),
    path("bandingkan/", compare.show, name="compare"),
    path("tampilan/", read_look.look, name="look"),
]
addressed: list[URLPattern | URLResolver] = [
    path("<slug:instansi>/", shelves.of_instansi, name="instansi"),
    path("<slug:instansi>/<slug:act>/", shelves.act, name="act"),
    path(VERSION, standard.version, name="version"),
    path(f"{VERSION}data.json", read_files.data, name="data"),
    path(f"{VERSION}berkas/<slug:kind>/", read_files.download, name="file"),
    path(f"{VERSION}pasal/", read_articles.articles, name="articles"),
    path(f"{VERSION}pasal/<str:article>/", read_articles.article, name="article"),
    path(f"{VERSION}temuan/", read_articles.findings, name="findings"),
    path(f"{VERSION}kamus/", read_dictionary.dictionary, name="dictionary"),
    path(ENTRY, read_dictionary.entry, name="entry"),
    path(f"{ENTRY}data.json", read_dictionary.data, name="entry_data"),
    path(f"{ENTRY}<int:level>/", read_dictionary.entry, name="level"),
    path(f"{ENTRY}<int:level>/<str:indicator>/", read_dictionary.entry, name="level_indicator"),
    path(PART, standard.part, name="part"),
    path(f"{PART}<str:code>/", standard.competency, name="competency"),
    path(f"{PART}<str:code>/<str:indicator>/", standard.competency, name="indicator"),
    # Last: what is not there sets no cookie either. With its slash only, or no address would be mended by one.
    path("<path:rest>/", missing, name="missing"),
]
