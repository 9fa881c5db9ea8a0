"""The links by which a person reaches an office about one case."""

import pytest

from silastri.domain.definition.office import Address
from silastri.domain.words.reach import Reach, reach
from tests.builders import office_definition

REF = "RHL-AB12-CD34"


def of(address: Address) -> Reach:
    return reach(office_definition().model_copy(update={"address": address}), REF)


def test_each_way_is_a_link_that_names_the_case() -> None:
    found = of(Address(telepon="(0767) 23755", whatsapp="0812-7646-0487", pos_el="a@contoh.example"))
    assert found.call == "tel:+6276723755"
    assert found.whatsapp.startswith("https://wa.me/6281276460487?text=Halo%2C%20saya")
    assert REF in found.whatsapp
    assert found.mail == f"mailto:a@contoh.example?subject=Permohonan%20nomor%20{REF}"


def test_what_an_office_lacks_or_writes_in_words_is_no_link() -> None:
    found = of(Address(telepon="lewat sekretariat"))
    assert (found.call, found.whatsapp, found.mail) == ("", "", "")
    assert not found.is_possible
    assert found.phone == "lewat sekretariat", "it is still told"


def test_whatsapp_takes_no_office_line() -> None:
    with pytest.raises(ValueError, match="punya WhatsApp"):
        Address(whatsapp="(0767) 23755")
