"""A definition of thousands of lines is answered, and not by trying for hours."""

from tests import examples
from tests.campaign import campaign, tries

MANY = tries(200, 700)


def large() -> dict[str, str]:
    def asked(n: int) -> str:
        return f'isian.t{n % MANY} == "a"'

    form = [
        {f"t{n}": {"isian": "pilihan", "label": f"Isian {n}", "pilihan": [{"a": "A"}, {"b": "B"}]}} for n in range(MANY)
    ]
    papers = [{f"r{n}": {"sebutan": f"Berkas {n}", "bila": asked(n)}} for n in range(MANY)]
    lines = [{f"b{n}": {"sebutan": f"Baris {n}", "tarif": "1000", "bila": asked(n)}} for n in range(MANY)]
    pay = {"pelaksana": "pemohon", "kegiatan": "bayar", "uraian": "Membayar.", "dicatat_oleh": "bendahara"}
    step = {"pelaksana": "loket", "kegiatan": "teruskan", "uraian": "Meneruskan.", "waktu": "tidak disebut"}
    steps = [{"setelah": "pemeriksaan", f"l{n}": step | {"lewati_bila": asked(n)}} for n in range(MANY)]
    words = {
        "formulir": form,
        "persyaratan": papers,
        "biaya": {"dasar": "Perda", "rincian": lines},
        "tambahan": [{"setelah": "pemeriksaan", "bayar": pay}, *steps],
    }
    return examples.texts("", **words)


@campaign
def test_thousands_of_lines_are_checked() -> None:
    files = large()
    assert sum(text.count("\n") for text in files.values()) > 14 * MANY
    assert examples.told(files) == []
