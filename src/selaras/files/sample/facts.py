"""The sample's tables of facts about people: education, ranks, positions, trainings, determinations."""

from __future__ import annotations

from datetime import date

import polars as pl

from selaras.files.layout import shown, words
from selaras.files.sample.noise import Noise
from selaras.files.sample.shape import places, rank_codes, shape


def persons_table(people: pl.DataFrame) -> pl.DataFrame:
    """Sheet Pegawai."""
    pns = pl.col("employment") == "pns"
    return people.select(
        "nip",
        "name",
        "birth",
        pl.col("employment").str.to_uppercase(),
        "entered_on",
        pns_since=pl.when(pns).then("pns_since"),
    )


def educations_table(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Sheet Pendidikan: one diploma each, earned before entry; the field fits the title for most."""
    noise, data = Noise(seed, people["index"]), shape()
    general = pl.Series(data["general_fields"])
    accepted = places()["fields"].gather(people["place_at"]).str.split("; ")
    fits = noise.chance("field fits", data["field_fits_percent"])
    at = noise.below("which field", 1 << 20)
    return (
        people.select("nip", "level", "entry_year")
        .with_columns(
            accepted=accepted,
            fits=fits,
            at=at,
            general=general.gather(at % len(general)),
            blank=noise.chance("field blank", data["field_blank_percent"]),
            years=noise.below("years since school", 3),
        )
        .select(
            "nip",
            "level",
            field=pl.when("blank")
            .then(None)
            .when(pl.col("fits") & pl.col("accepted").is_not_null())
            .then(pl.col("accepted").list.get(pl.col("at") % pl.col("accepted").list.len(), null_on_oob=True))
            .when(pl.col("level").is_in(list(data["school_fields"])))
            .then(pl.col("level").replace(data["school_fields"]))
            .otherwise("general"),
            since=pl.date(pl.col("entry_year") - 1 - pl.col("years") % 2, 7, 15),
        )
    )


def ranks_table(people: pl.DataFrame, on: date) -> pl.DataFrame:
    """Sheet Pangkat: the first rank and, where time has passed, the present one."""
    codes, years = pl.Series(rank_codes()), shape()["promotion_years"]
    pppk = people["employment"] == "pppk"
    grades = people.filter(pppk).select("index", "nip", rank="grade", since="entered_on")
    served = people.filter(~pppk).with_columns(
        present=pl.min_horizontal(pl.col("first") + pl.col("steps"), "highest")
    )
    first = served.select("index", "nip", rank=codes.gather(served["first"] - 1), since="entered_on")
    later = served.filter(pl.col("present") > pl.col("first"))
    risen = later.select(
        "index",
        "nip",
        rank=codes.gather(later["present"] - 1),
        since=pl.date(pl.col("entry_year") + (pl.col("present") - pl.col("first")) * years + 1, 4, 1),
    ).filter(pl.col("since") <= on)
    return pl.concat([grades, first, risen]).sort("index", "since").drop("index")


def history_table(people: pl.DataFrame) -> pl.DataFrame:
    """Sheet Riwayat jabatan: the present position, and the one before for those who moved."""
    ids = places()["id"]
    present = people.select("index", "nip", position=ids.gather(people["place_at"]), since="since")
    movers = people.filter("moved")
    before = movers.select("index", "nip", position=ids.gather(movers["earlier_at"]), since="entered_on")
    return pl.concat([before, present]).sort("index", "since").drop("index")


def trainings_table(people: pl.DataFrame, seed: int, on: date) -> pl.DataFrame:
    """Sheet Pelatihan: basic training of civil servants, technical ones where the title lists them, few functional."""
    noise, data = Noise(seed, people["index"]), shape()
    basic, kinds = data["basic_training"], shown("training")
    listed = places()["trainings"].gather(people["place_at"]).str.split("; ")
    frame = people.with_columns(
        listed=listed,
        has_basic=noise.chance("basic training", basic["percent"]) & (people["employment"] != "pppk"),
        has_technical=noise.chance("technical training", data["technical_percent"]),
        has_functional=noise.chance("functional training", data["functional_percent"]),
        after=noise.below("training day", 700) + 100,
    ).with_columns(since_training=pl.col("entered_on").dt.offset_by(pl.format("{}d", pl.col("after"))))
    newer = pl.col("entry_year") >= basic["newer_from"]
    parts = [
        _training(
            frame,
            "has_basic",
            kinds[0],
            pl.when(newer).then(pl.lit(basic["newer"])).otherwise(pl.lit(basic["older"])),
        ),
        _training(
            frame.filter(pl.col("listed").is_not_null()),
            "has_technical",
            kinds[1],
            pl.col("listed").list.first(),
        ),
        _training(frame, "has_functional", kinds[2], pl.lit("Orientasi Jabatan Fungsional")),
    ]
    return pl.concat(parts).filter(pl.col("since") <= on).sort("index", "kind").drop("index")


def _training(frame: pl.DataFrame, chosen: str, kind: str, name: pl.Expr) -> pl.DataFrame:
    return frame.filter(chosen).select(
        "index", "nip", kind=pl.lit(kind), name=name, since="since_training", passed=pl.lit("ya")
    )


def determinations_table(people: pl.DataFrame, seed: int, on: date) -> pl.DataFrame:
    """Sheet Penetapan: field of study where the title lists none, and experience; not all are confirmed."""
    data = shape()["determinations"]
    unlisted = places()["fields"].gather(people["place_at"]).is_null()
    covered = people["group"].is_in(["7", "6", "5"])
    parts = [
        _determined(people.filter(unlisted & covered), seed, on, "education.field", data["field_percent"]),
        _determined(people.filter(covered), seed, on, "experience", data["experience_percent"]),
    ]
    return pl.concat(parts).sort("index", "kind").drop("index")


def _determined(people: pl.DataFrame, seed: int, on: date, kind: str, percent: int) -> pl.DataFrame:
    noise = Noise(seed, people["index"])
    chosen = people.filter(noise.chance(kind, percent))
    noise, data, officials = Noise(seed, chosen["index"]), shape()["determinations"], shape()["officials"]
    word = next(word for word in shown("determination") if words("determination")[word] == kind)
    ago = noise.below(f"{kind} day", 600) + 30
    confirmed = noise.chance(f"{kind} confirmed", data["confirmed_percent"])
    decided = pl.max_horizontal(pl.lit(on) - pl.duration(days="ago"), "since")
    return (
        chosen.with_columns(ago=ago, confirmed=confirmed)
        .with_columns(decided=decided)
        .select(
            "index",
            kind=pl.lit(word),
            nip="nip",
            position=places()["id"].gather(chosen["place_at"]),
            finding=pl.when(noise.chance(f"{kind} finding", data["finding_yes_percent"]))
            .then(pl.lit("ya"))
            .otherwise(pl.lit("tidak")),
            reason=pl.lit("Contoh alasan: dibandingkan dengan uraian tugas jabatan"),
            document=pl.format("CONTOH/{}/BKPSDM", pl.col("index")),
            since="decided",
            by=pl.lit(officials[0]),
            confirmed_by=pl.when("confirmed").then(pl.lit(officials[1])),
            confirmed_on=pl.when("confirmed").then(
                pl.min_horizontal(pl.col("decided") + pl.duration(days=7), pl.lit(on))
            ),
            revoked_on=pl.when(noise.chance(f"{kind} revoked", data["revoked_percent"])).then(pl.lit(on)),
        )
    )
