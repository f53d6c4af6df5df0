"""The sentences that say why something could not be read with certainty."""

from __future__ import annotations

from selaras.errors import Text

REASONS = {
    "part_missing": Text("Bagian {part} tidak ditemukan.", "The part {part} was not found."),
    "repaired": Text(
        "“{verbatim}” tampak rusak; dibaca “{read}”.", "“{verbatim}” looks damaged; it was read as “{read}”."
    ),
    "part_twice": Text("Bagian {part} muncul lebih dari sekali.", "The part {part} occurs more than once."),
    "numbering": Text(
        "Penomoran {kind} melompat: setelah {before} tertulis {found}.",
        "The numbering of {kind} jumps: after {before} stands {found}.",
    ),
    "text_outside": Text(
        "Baris ini tidak dikenali sebagai bagian dari struktur dokumen.",
        "This line was not recognised as part of the document's structure.",
    ),
    "reference": Text(
        "Acuan peraturan ini tidak terbaca seluruhnya.",
        "This reference to an act could not be read completely.",
    ),
    "definition": Text(
        "Batasan pengertian ini tidak memuat kata adalah.", "This definition has no word for 'means'."
    ),
    "number_word": Text(
        "Angka {number} tidak sama dengan kata {word}.", "The figure {number} differs from the word {word}."
    ),
    "families": Text(
        "Daftar kelompok jabatan ini tidak dapat dipisahkan dengan pasti.",
        "This list of job families cannot be split with certainty.",
    ),
    "date": Text("Tanggal ini tidak terbaca.", "This date could not be read."),
    "in_force": Text(
        "Tanggal mulai berlaku tidak dapat dipastikan.", "The day of entry into force is not certain."
    ),
    "contradiction": Text(
        "{what} di sini ({here}) berbeda dari yang tertulis sebelumnya ({there}).",
        "{what} here ({here}) differs from what stood before ({there}).",
    ),
    "signature": Text("Penandatangan tidak terbaca.", "The signature could not be read."),
    "table_outside": Text(
        "Tabel ini tidak berada di bawah kelas jabatan atau nama jabatan yang dikenali.",
        "This table stands under no recognised job class or position.",
    ),
    "class_twice": Text(
        "Kelas jabatan {job_class} memiliki lebih dari satu tabel.",
        "Job class {job_class} has more than one table.",
    ),
    "no_rows": Text(
        "Tabel {part} untuk {subject} tidak ditemukan atau kosong.",
        "The table {part} of {subject} was not found or is empty.",
    ),
    "columns": Text(
        "Kepala kolom tabel tidak ditemukan; kolom tidak dapat dipastikan.",
        "The table has no readable header; its columns are not certain.",
    ),
    "row": Text("Baris tabel ini tidak dikenali.", "This table row was not recognised."),
    "kind": Text(
        "Kelompok kompetensi (manajerial, sosial kultural, teknis) tidak diketahui.",
        "The kind of competency (managerial, socio-cultural, technical) is unknown.",
    ),
    "level": Text(
        "Level kompetensi {name} tidak terbaca.", "The level of competency {name} could not be read."
    ),
    "description": Text(
        "Deskripsi kompetensi {name} kosong.", "The description of competency {name} is empty."
    ),
    "indicators": Text(
        "Indikator kompetensi {name} tidak ditemukan.", "No indicators of competency {name} were found."
    ),
    "indicator_numbers": Text(
        "Nomor indikator kompetensi {name} tidak dapat dipastikan.",
        "The numbering of the indicators of competency {name} is not certain.",
    ),
    "indicator_level": Text(
        "Nomor indikator {number} tidak sesuai dengan level {level} kompetensi {name}.",
        "Indicator number {number} does not fit level {level} of competency {name}.",
    ),
    "core_name": Text(
        "Nama kompetensi {name} tidak dikenal di antara sembilan kompetensi inti.",
        "The competency name {name} is not known among the nine core competencies.",
    ),
    "joined_name": Text(
        "Nama kompetensi disambung dari dua baris tabel.",
        "The competency's name was joined from two table rows.",
    ),
    "importance": Text(
        "Tanda tingkat penting untuk {row} tidak dapat dipastikan kolomnya.",
        "The column of the importance mark of {row} is not certain.",
    ),
    "importance_missing": Text(
        "{row} mensyaratkan sesuatu tetapi tanda tingkat pentingnya tidak ditemukan.",
        "{row} requires something but no importance mark was found.",
    ),
    "value": Text(
        "Uraian {row} tidak dapat ditafsirkan dengan pasti.",
        "The value of {row} cannot be read with certainty.",
    ),
    "rank_name": Text(
        "Nama pangkat {name} tidak sesuai dengan golongan ruang {rank}.",
        "The rank name {name} contradicts the code {rank}.",
    ),
    "requirement_missing": Text(
        "Baris persyaratan {row} tidak ditemukan untuk {subject}.",
        "The requirement row {row} was not found for {subject}.",
    ),
    "requirement_twice": Text(
        "Baris persyaratan {row} muncul lebih dari sekali.",
        "The requirement row {row} occurs more than once.",
    ),
    "spelling": Text("Dibaca sebagai “{word}”.", "Read as “{word}”."),
    "joined_value": Text(
        "Uraian {row} disambung dari dua baris tabel.", "The value of {row} was joined from two table rows."
    ),
    "computed_numbers": Text(
        "Nomor otomatis pengolah kata dihitung ulang pada {count} baris; nomor itu tidak tertulis dalam berkas.",
        "Automatic numbers of the word processor were computed for {count} lines; the file does not hold them.",
    ),
    "head": Text(
        "Jenis, nomor, atau tahun peraturan tidak ditemukan dalam dokumen ini.",
        "The act's type, number or year was not found in this document.",
    ),
    "position_twice": Text(
        "Jabatan {title} memiliki lebih dari satu standar yang tidak dapat dibedakan.",
        "Position {title} has more than one standard, and nothing tells them apart.",
    ),
    "identity": Text(
        "Identitas jabatan ini tidak dapat dipasangkan dengan isinya.",
        "These labels of the position's identity cannot be matched with their values.",
    ),
    "change": Text(
        "Ketentuan perubahan ini tidak terbaca seluruhnya.",
        "This amending provision could not be read completely.",
    ),
    "dictionary": Text(
        "Bagian kamus kompetensi ini tidak dikenali.", "This part of the dictionary was not recognised."
    ),
    "annex_only": Text(
        "Berkas ini hanya memuat lampiran; batang tubuhnya tidak ada.",
        "This file holds the annex only, without the body of the act.",
    ),
}
