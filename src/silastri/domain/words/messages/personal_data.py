"""What is told of requests about personal data, and of data that came into wrong hands."""

from dataclasses import dataclass

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class DataRequestReceived(Template):
    key = "data_request_received"
    pattern = (
        "Permintaan Anda tentang data pribadi sudah diterima {office}: {what}.\nDijawab paling lambat {due}."
        "\nLihat: {link}"
    )
    purpose = Purpose.ASKED
    is_of_office = False
    office: str
    what: str
    due: str


@dataclass(frozen=True, kw_only=True)
class DataRequestAnswered(Template):
    """The answer itself is read on the page alone."""

    key = "data_request_answered"
    pattern = "Permintaan Anda tentang data pribadi sudah dijawab {office}: {what}.\nBaca jawabannya: {link}"
    is_of_office = False
    office: str
    what: str


@dataclass(frozen=True, kw_only=True)
class DataRequestArrived(Template):
    key = "data_request_arrived"
    pattern = (
        "Ada warga yang meminta haknya atas data pribadi: {what}.\nJawab paling lambat {due}. Hari libur ikut "
        "dihitung.\nBuka: {link}"
    )
    purpose = Purpose.WORK
    is_of_office = False
    what: str
    due: str


@dataclass(frozen=True, kw_only=True)
class DataBreached(Template):
    """What was disclosed stands on the page alone, which only its owner reads."""

    key = "data_breached"
    pattern = (
        "Pemberitahuan dari {office}: data pribadi Anda terkena kejadian ini: {what}.\nBaca data apa, bagaimana "
        "terjadinya, dan yang kami lakukan: {link}\nJangan beri tahu kode atau kata sandi kepada siapa pun."
    )
    is_of_office = False
    office: str
    what: str
