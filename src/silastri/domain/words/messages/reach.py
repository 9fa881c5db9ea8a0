"""Messages about how somebody is reached, and to somebody whom another trusts."""

from dataclasses import dataclass

from .template import Purpose, Template

_ONCE = "Tautan berlaku 24 jam."


@dataclass(frozen=True, kw_only=True)
class _Reach(Template):
    """How somebody is reached belongs to no office."""

    is_of_office = False


@dataclass(frozen=True, kw_only=True)
class ProveAddress(_Reach):
    """To an address of e-mail that somebody gave as his own."""

    key = "prove_address"
    is_of_office = False
    pattern = (
        "Pakai pos-el ini untuk kabar permohonan Anda di SILASTRI? Buka tautan ini:\n{link}\n"
        f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class AskTrusted(_Reach):
    """To the number of somebody trusted. Who trusts him stands on the page of the link."""

    key = "ask_trusted"
    is_of_office = False
    pattern = (
        "Seseorang yang sulit dihubungi ingin kabar permohonannya dikirim ke nomor ini. "
        "Lihat siapa, lalu setujui atau tolak:\n{link}\n"
        f"{_ONCE} Jika Anda tidak mengenalnya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class TryAddress(_Reach):
    key = "try_address"
    pattern = "Ini pesan percobaan dari SILASTRI. Kabar permohonan Anda akan datang ke sini.\nAtur di: {link}"
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class ForAnother(_Reach):
    """To somebody trusted, in the place of a message to who has no telephone: without a name, and with the page that
    anybody may see."""

    key = "for_another"
    is_of_office = False
    pattern = "Kabar untuk keluarga atau warga yang Anda bantu.\n{told}\nLihat: {link}"
    told: str


@dataclass(frozen=True, kw_only=True)
class NewsForAnother(ForAnother):
    """The same of news of a case, of which a newer one takes the place."""

    key = "news_for_another"
    is_of_office = False


FOR_ANOTHER = (ForAnother.key, NewsForAnother.key)
