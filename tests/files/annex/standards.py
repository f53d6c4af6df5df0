"""Generated standards with the texts that break naive writers and readers."""

from __future__ import annotations

from hypothesis import strategies as st

from selaras.core.model import Importance, Indicator, Kind, RowKey, Rubric, normalise
from selaras.law.form import Form
from selaras.law.form.head import InstrumentHead, Signature
from selaras.law.form.table import (
    AppliesTo,
    ClassStandard,
    CompetencyEntry,
    DictionaryEntry,
    DictionaryLevel,
    IndicatorEntry,
    PositionStandard,
    RequirementEntry,
)
from selaras.law.lists import competency_code_of_name, core_competencies
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.law.reading.words import slug

UNMARKED = (RowKey.EDUCATION_LEVEL, RowKey.EDUCATION_FIELD, RowKey.RANK, RowKey.PERFORMANCE)

WORDS = (
    "tugas/bagiannya", "tugas/ bagiannya", "dan/atau", "=1+1", "+62", "-", "@SUM(A1)", "“kutip”", '"kutip"', "l'été",
    "√", "✓", "|", "a|b", "<p>isi</p>", "<br>", "&amp;", "&", "\\", "\\|", "**tebal**", "_miring_", "`kode`", "#judul",
    "1.1", "1.2", "2.1", "10.", "a.", "(1)", "LAMPIRAN", "TENTANG", "Mutlak", "A. Manajerial", "Kompetensi", "KELAS JABATAN 7",
    "I. STANDAR KOMPETENSI", "WALI KOTA DUMAI,", "[isi", "]", "{level}", "$x$", "#strong[x]", "_x0041_", "%d", "--", "…", "–",
    "Pengarusutamaan-pengarusutamaan", "https://contoh.go.id/berkas/sangat-panjang/sekali?x=1&y=2", "Ketidakberpihakanmasyarakatbergotongroyong",
    "кириллица", "αβγ", "dua  spasi", "²", "½", "S-1", "D-IV", "SMA/Setara", "tahun", "mampu", "melaksanakan", "kebijakan",
)  # fmt: skip

_word = st.one_of(
    st.sampled_from(WORDS), st.text("abcdefghijklmnopqrstuvwxyzABC,.;:()", min_size=1, max_size=14)
)


def _tidy(text: str) -> str:
    """As a reader could have given it: no spacing around a text or its lines, no placeholder of a draft."""
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line).replace("[isi", "[isian")


def texts(words: int = 14, *, breaks: bool = True) -> st.SearchStrategy[str]:
    """A text of a few words and, if `breaks`, lines."""
    gap = st.sampled_from([" ", " ", " ", " ", "\n"]) if breaks else st.just(" ")
    parts = st.lists(st.tuples(_word, gap), min_size=1, max_size=words)
    return parts.map(lambda found: _tidy("".join(word + after for word, after in found))).filter(bool)


_CORE = {core.code: (core.aliases[-1], core.kind) for core in core_competencies()}


@st.composite
def competencies(draw: st.DrawFn, above: str, most: int) -> tuple[CompetencyEntry, ...]:
    """Competencies of one standard: some core ones, some technical, numbered through."""
    found: list[CompetencyEntry] = []
    names = [*draw(st.lists(st.sampled_from(sorted(_CORE)), unique=True, max_size=3))]
    chosen = [(_CORE[code][0], _CORE[code][1]) for code in names]
    chosen += [(draw(texts(5)), Kind.TECHNICAL) for _ in range(draw(st.integers(0 if chosen else 1, 3)))]
    for number, (name, kind) in enumerate(sorted(chosen, key=lambda each: list(Kind).index(each[1])), 1):
        found.append(draw(competency(above, str(number), name, kind, most)))
    return tuple(found)


@st.composite
def competency(draw: st.DrawFn, above: str, number: str, name: str, kind: Kind, most: int) -> CompetencyEntry:
    """One competency; its indicators numbered by level, by comma, or not at all."""
    level = draw(st.integers(1, 5))
    style = draw(st.sampled_from(["{level}.{at}", "{level},{at}", "{level}.{at}.", "{at})", ""]))
    listed = tuple(
        IndicatorEntry(number=style.format(level=level, at=at), text=draw(texts()))
        for at in range(1, draw(st.integers(1, most)) + 1)
    )
    known = competency_code_of_name().get(normalise(name))
    code = (
        (known if known in _CORE and _CORE[known][1] is kind else None)
        or slug(name)
        or f"kompetensi-{number}"
    )
    return CompetencyEntry(
        code=code,
        kind=kind,
        number=number,
        name=name,
        level=level,
        description=draw(texts(20)),
        rubric=Rubric(code, level, tuple(Indicator(each.number, each.text) for each in listed)).id,
        indicators=listed,
        citation=f"{above}, bagian I angka {number}",
    )


_VALUES = (
    "-", "Sarjana / Diploma IV", "SMA/Setara", "Pelatihan Dasar", "Diklat sesuai jabatan", "Memiliki pengalaman kerja sesuai jabatannya",
    "Paling sedikit 2 (dua) tahun", "Penata Muda (III/a) – Pembina Utama Madya (IV/d)", "Bidang ilmu yang relevan dengan jabatan",
)  # fmt: skip
_PLACES = {
    RowKey.EDUCATION_LEVEL: ("1", "A"),
    RowKey.EDUCATION_FIELD: ("1", "B"),
    RowKey.TRAINING_MANAGERIAL: ("2", "A"),
    RowKey.TRAINING_TECHNICAL: ("2", "B"),
    RowKey.TRAINING_FUNCTIONAL: ("2", "C"),
    RowKey.EXPERIENCE: ("3", None),
    RowKey.RANK: ("4", None),
    RowKey.PERFORMANCE: ("5", None),
}


@st.composite
def requirements(draw: st.DrawFn, above: str) -> tuple[RequirementEntry, ...]:
    """Requirement rows, each with any mark or none."""
    found = []
    for key in draw(
        st.lists(st.sampled_from(list(RowKey)), unique=True, min_size=1).map(
            lambda k: sorted(k, key=list(RowKey).index)
        )
    ):
        number, letter = _PLACES[key]
        value = draw(st.one_of(st.sampled_from(_VALUES), texts(25)))
        try:
            parsed = parsed_value(key, value)
        except NameContradictsCode:
            value, parsed = "-", parsed_value(key, "-")
        importance = draw(st.sampled_from([None, *Importance]))
        unmarked = key in UNMARKED or parsed.demand == "nothing"
        certain = (
            draw(st.booleans())
            if importance is None and not unmarked
            else draw(st.sampled_from([True, True, False]))
        )
        found.append(
            RequirementEntry(
                key=key,
                number=number,
                letter=letter,
                value=value,
                importance=importance,
                parsed=parsed,
                certain=certain if importance or unmarked else False,
                citation=f"{above}, bagian II angka {number}" + (f" huruf {letter}" if letter else ""),
            )
        )
    return tuple(found)


@st.composite
def dictionary_entries(draw: st.DrawFn) -> DictionaryEntry:
    """One competency of a dictionary."""
    levels = []
    for level in draw(st.lists(st.integers(0, 5), unique=True, min_size=1, max_size=3).map(sorted)):
        listed = tuple(
            IndicatorEntry(number=f"{level}.{at}", text=draw(texts(8)))
            for at in range(1, draw(st.integers(1, 3)) + 1)
        )
        levels.append(DictionaryLevel(level=level, description=draw(texts(8)), indicators=listed))
    kind = draw(st.sampled_from(list(Kind)))
    return DictionaryEntry(
        code=draw(st.sampled_from(["M.1", "SK.1", "T.12"])),
        kind=kind,
        name=draw(texts(4)),
        definition=draw(texts()),
        levels=tuple(levels),
    )


@st.composite
def forms(draw: st.DrawFn, most: int = 4) -> Form:
    """A whole annex: classes, positions, a dictionary, a signature. `most`: indicators of one competency."""
    numbers = draw(st.lists(st.integers(1, 17), unique=True, max_size=3))
    classes = []
    for order, job_class in enumerate(numbers):
        above = f"Lampiran {('I', 'II', 'III')[order]} (kelas {job_class})"
        classes.append(
            ClassStandard(
                job_class=job_class,
                citation=above,
                competencies=draw(competencies(above, most)),
                requirements=draw(requirements(above)),
            )
        )
    positions = []
    for _ in range(draw(st.integers(0 if classes else 1, 2))):
        title = draw(texts(4, breaks=False))
        above = draw(st.sampled_from(["Lampiran", "Lampiran II"])) + f" ({title})"
        asked = AppliesTo(
            title=title,
            **{name: draw(st.one_of(st.none(), texts(4))) for name in ("code", "group", "urusan", "unit")},
        )
        positions.append(
            PositionStandard(
                applies_to=asked,
                citation=above,
                competencies=draw(competencies(above, most)),
                requirements=draw(requirements(above)),
            )
        )
    signed = (Signature(act="annex", office="Wali Kota Dumai", name="PAISAL"),) if draw(st.booleans()) else ()
    head = InstrumentHead(
        id="perwali-dumai-6-2023",
        type="Peraturan Wali Kota",
        short="Perwali Dumai 6/2023",
        issuer="Wali Kota Dumai",
        region="Kota Dumai",
        number="6",
        year=2023,
        title="STANDAR KOMPETENSI JABATAN PELAKSANA DI LINGKUNGAN PEMERINTAH KOTA DUMAI",
        signatures=signed,
    )
    return Form(
        instrument=head,
        job_classes=tuple(classes),
        position_standards=tuple(positions),
        dictionary=tuple(draw(st.lists(dictionary_entries(), max_size=2))),
    )
