"""The code of a case's survey as it is shown: to be typed, and as a QR."""

from base64 import b64encode
from dataclasses import dataclass

from silastri.adapters.pdf import qr
from silastri.apps.cases.models import Case
from silastri.apps.surveys import operations as surveys
from silastri.journey.case import invite
from silastri.journey.case.links import absolute


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    qr: str  # a picture, as the address of itself
    address: str  # where the code is typed


def of(case: Case) -> Code:
    return Code(surveys.code_of(case.ref), picture(invite.address(case, "qr")), absolute("survey_code"))


def picture(content: str) -> str:
    """The QR of the content, as the address of a picture."""
    return "data:image/svg+xml;base64," + b64encode(str(qr.svg(content)).encode()).decode()
