"""The questionnaire of PermenPANRB 14/2017: nine elements with four marks each, and a profile without a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """``element`` is the official code. The questionnaire asks U9 before U8, so the order does not tell the element."""

    element: str
    text: str
    options: tuple[str, str, str, str]  # worth 1 to 4


QUESTIONS = (
    Question(
        "u1",
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        "u2",
        "Bagaimana pendapat Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Question(
        "u3",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Question(
        "u4",
        "Bagaimana pendapat Saudara tentang kewajaran biaya atau tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Question(
        "u5",
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan "
        "dengan hasil yang diberikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        "u6",
        "Bagaimana pendapat Saudara tentang kompetensi atau kemampuan petugas dalam pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Question(
        "u7",
        "Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ),
    Question(
        "u9",
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
    Question(
        "u8",
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    ),
)
AGES = ("<20", "20-29", "30-39", "40-49", "50-59", "60+")  # years: a span tells less of a person
EDUCATIONS = ("SD", "SMP", "SMA", "S1", "S2", "S3")
OCCUPATIONS = ("PNS", "TNI", "POLRI", "Swasta", "Wirausaha", "Lainnya")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the profile: the options as value and words. On paper the first is 1."""

    key: str
    name: str
    options: tuple[tuple[str, str], ...]


PROFILE = (
    Told("sex", "Jenis kelamin", (("L", "Laki-laki"), ("P", "Perempuan"))),
    Told("age", "Usia (tahun)", tuple((one, one) for one in AGES)),
    Told("education", "Pendidikan", tuple((one, one) for one in EDUCATIONS)),
    Told("occupation", "Pekerjaan", tuple((one, one) for one in OCCUPATIONS)),
)
