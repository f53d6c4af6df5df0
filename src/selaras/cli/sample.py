"""`selaras sample`: synthetic data to try things with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from selaras.cli.console import language, out, progress, say
from selaras.clock import today
from selaras.errors import Text


@click.group(
    help=say(Text("Membuat data sintetis untuk mencoba.", "Make synthetic data to try things with."))
)
def sample() -> None:
    """Synthetic data."""


@sample.command(
    help=say(
        Text(
            "Membuat pegawai sintetis berlabel jelas. Keluaran: buku kerja .xlsx; nama lain = folder CSV, atau folder "
            "Parquet bila namanya berakhiran parquet. Benih yang sama selalu memberi data yang sama.",
            "Make a clearly labelled synthetic workforce. Output: an .xlsx workbook; any other name is a folder of "
            "CSVs, or of Parquet if its name ends in parquet. The same seed always gives the same data.",
        )
    )
)
@click.option(
    "--size",
    type=click.IntRange(min=1),
    required=True,
    help=say(Text("Jumlah pegawai.", "Number of people.")),
)
@click.option("--seed", type=int, default=1, show_default=True, help=say(Text("Benih acak.", "Random seed.")))
@click.option(
    "--evidence",
    type=click.Choice(["sparse", "full"]),
    default="sparse",
    show_default=True,
    help=say(
        Text(
            "full: semua pegawai kelas 7, 6, 5 dinilai lengkap; sparse: sekitar sepersembilan.",
            "full: everybody of classes 7, 6, 5 is measured in everything; sparse: about one in nine.",
        )
    ),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]),
    help=say(Text("Hari acuan data; bawaan: hari ini.", "Day of reference; default: today.")),
)
@click.option(
    "--as",
    "layout",
    type=click.Choice(["selaras", "siasn"]),
    default="selaras",
    show_default=True,
    help=say(Text("Tata letak berkas.", "Layout of the file.")),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help=say(Text("Berkas atau folder keluaran.", "Output file or folder.")),
)
def people(size: int, seed: int, evidence: str, on: datetime | None, layout: str, output: Path) -> None:
    """A synthetic workforce."""
    from selaras.files.sample import write_sample  # polars takes a moment: `--help` must not wait for it

    day = on.date() if on else today()
    with progress() as bar:
        task = bar.add_task(say(Text("Membuat pegawai sintetis", "Making synthetic people")), total=size)
        write_sample(
            output,
            size=size,
            seed=seed,
            evidence="full" if evidence == "full" else "sparse",
            on=day,
            layout=layout,
            language=language(),
            step=lambda people: bar.advance(task, people),
        )
    out.print(say(Text(f"{size} pegawai SINTETIS: {output}", f"{size} SYNTHETIC people: {output}")))
