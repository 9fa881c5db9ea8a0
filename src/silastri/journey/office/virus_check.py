"""Whether files can be looked at for viruses, where that is wished."""

from silastri.adapters.antivirus import antivirus, is_offered
from silastri.adapters.antivirus.port import NoAnswer


def trouble() -> list[str]:
    if not is_offered():
        return []
    try:
        antivirus().see_alive()
    except NoAnswer as error:
        return [f"Pemeriksa virus tidak menjawab, jadi tidak ada berkas yang diterima: {error}"]
    return []
