"""What a complaint is about: the components of a standard (UU 25/2009 art. 21) in the words of who complains."""

ABOUT = {
    "jangka_waktu": "Terlalu lama, lewat dari janji",
    "biaya": "Ada biaya yang tidak tertulis",
    "kompetensi": "Sikap atau kemampuan petugas",
    "jumlah_pelaksana": "Tidak ada petugas, atau antre terlalu lama",
    "persyaratan": "Diminta berkas yang tidak tertulis",
    "prosedur": "Alurnya berbelit atau tidak jelas",
    "produk": "Suratnya salah, atau hasilnya lain dari janji",
    "sarana": "Ruang, alat, atau situsnya",
    "jaminan_pelayanan": "Janji layanan tidak ditepati",
    "jaminan_keamanan": "Tidak aman, atau data saya tersebar",
    "pengaduan": "Pengaduan saya tidak dijawab",
}
