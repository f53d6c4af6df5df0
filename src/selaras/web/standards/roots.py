"""Root words that the rules of `stemming` would get wrong or only guess: of law, offices and competencies.

Not a dictionary. A word is here when it looks affixed and is not (“pegawai”, “peran”), or when a prefix has eaten its
first letter and the rules would put back another (“menilai” is of “nilai”, not of “tilai”).
"""

from __future__ import annotations

_WORDS = """
abai abdi acara acu ada adil administrasi adu agama ahli ajak ajar aju ajuk akhir akibat aktif aku akui
akuntansi alam alami alas alat alih alir aman amanat amat ambil anak analisa analisis andal anggap anggar
angkat angkut antar anti antisipasi aparat apresiasi arah arsip asal asas asesmen asisten aspirasi asuh
asumsi atas atasi atur awal awas baca badan bagai bagi bahan bahas baik balai balas ban bandar banding
bangsa bangun bantu barang baru batal batas bawa bawah bayar bebas beda bekal beku bela belakang beli belum
benar benda bendahara bentuk berani berat beri berita bersih besar bidang bijak bimbing bina bisnis bobot
buah buat bubuh budaya buka bukan bukti buku bulan bumi bunyi buruk butuh cabut cakap cakup calon capai cara
cari catat cegah cepat cerai ceria cerita cermat cetak cipta ciri citra contoh cukup cuti daerah daftar
dampak dana dapat dasar data datang daya dekat demi demokrasi denda dengar depan derajat desa desain dewan
diagnosa didik digital dinamis dinas diploma diri disiplin diskriminatif diskusi distribusi dokumen dorong
dua duduk dukung edar efektif efisien ekonomi elektronik emosi empati empu enam evaluasi fasilitas fisik
formasi fungsi gabung gagal gagas gaji ganggu ganti gapai garis gelar gerak giat global golongan guna hadap
hadir hak hal hambat hapus harap harga hari harmonis hasil hati henti hibah hidup hilang himpun hindar
hitung horison hormat hubung hukum ibu identifikasi ijin ikat ikut ilmu imbang indikator individu informasi
ingat ini inisiatif inovasi instansi instruksi integrasi integritas interaksi investasi isi isu itu izin
jabat jadi jaga jalan jalin jalur jamin jangka janji jaring jasa jawab jelas jenis jenjang jiwa jual juang
jujur jumlah kabar kaca kadar kait kaji kali kamus kanan kantor karang karier kas kasih kata kawal kecil
kecuali kelola kelompok keluar keluarga keluh kembali kembang kemudi kemudian kemuka kena kenal kenan
kendali kendara kepala kerja kerjasama kesan ketat ketik khusus kira kiri kirim klarifikasi kode komitmen
kompeten kompetensi komputer komunikasi kondisi konflik konsep konsisten konsultasi kontribusi kontrol
koordinasi koreksi kota kritis kualifikasi kualitas kuasa kuat kuesioner kukuh kultur kumpul kunci kunjung
kurang lacak lain laju laksana laku lalu lama lambat lampir lancar langgar langkah langsung lanjut lantik
lapor larang latar latih lawan layak layan lebih legal lembaga lembar lengkap lepas level lewat lihat limpah
lindung lingkung lingkup lisan logis luar luas lulus lurus macam majemuk maju makan makna maksud mampu mana
manajerial mandat mandiri manfaat manusia masa masalah masing masuk masyarakat materi mati media medis
mekanisme mengerti menteri merek mesin metode milik mimpin minat minimal minta misi mitra model moderat
modern mohon momentum moral motivasi muat mudah mula mulai mulia mundur mungkin musnah musyawarah mutasi
mutlak mutu naik nama nanti nasional naskah negara negosiasi netral niat nikah nilai norma nyala nyaman
nyata obyektif olah oleh operasi opini orang organisasi orientasi otomatis pacu padu pagu paham pajak pakai
paksa panah pandang pandu panduan panggil panggung pangkal pangkat pantau papar para partisipasi pasang
pasti paten patuh pedoman pegang pegawai pejabat pelihara pelik peluang pengaruh penting penuh peran
perancang perangkat percaya pergi perhati periksa perilaku peringkat perintah periode peristiwa perlu
permukaan persen persepsi persis pertahan pertama peta pihak pikir pilih pimpin pindah pinjam pisah plafon
pokok pola potensi prakarsa praktik presentasi prestasi prinsip prioritas produk profesi profil program
promosi prosedur proses puas publik puji pulang pulih puncak punya pusat putih putus ragam rahasia raih
rakyat ramah rancang rangka rangkum rapat rasa rawat realisasi regu rekam rekat rekomendasi rekrut relasi
relevan rencana rendah resmi respons retribusi riset risiko ruang rujuk rumah rumus rupa rusak rutin saat
sadar sah sahabat saing saji saksi salah salin saling saluran sama sambung sampai sandar sanggup sanksi
santun saran sarana sasar satu satuan sebab sebar sederhana sedia sedikit segala sehat seimbang sekretaris
seksama selalu selaras seleksi selenggara selesai selisih seluruh semangat sementara sengketa seni sepakat
serah serap serta sesuai setara setelah setia setuju siap siapa sikap simpan sinergi singkat sipil sistem
sistematis situasi solusi sosial sosialisasi standar status strategi struktur suai suara suasana subjek
sulit sumber sumpah surat survei susun syarat taat tahan tahap tahu tahun tambah tampil tampung tanah tanda
tandatangan tangan tanggal tanggap tangguh tanggung tantang tanya tara target tarik tata tawar tegak tegas
tekan teknis teknologi telaah teladan teliti telusur tempat tempuh temu tenaga tentang tentu tepat terampil
terang terap terbit terbuka teri terima tertib tetap tiba tidak tikai tilik tim timbang timbul tindak
tinggal tinggi tingkah tingkat tinjau tiru tolak tolong tonjol transaksi tuang tugas tuju tulis tumbuh tunda
tunduk tunjang tunjuk tuntas tuntut turun turut tutup uang ubah ucap uji ukur ulang ulas umpan umum umur
undang undur unggah unggul ungkap unit unsur untung upaya urai urus urusan urut usaha usia usul utama vakum
valid validasi verifikasi visi wajar wajib wakil waktu warga warna wawancara wawas wenang wewenang wilayah
wujud yakin
"""
ROOTS = frozenset(_WORDS.split())
