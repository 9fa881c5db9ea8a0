"""How a complainant is reached, as it was typed."""

from silastri.domain import identity, person_name

from .came import Came

_LONGEST_ADDRESS = 500


def read(name: str, phone: str, email: str, address: str) -> dict[str, str]:
    """Each in the one spelling that is kept; what is empty is left out. It must not be ``wrong``."""
    told = {
        "name": name.strip(),
        "phone": identity.phone(phone).e164 if phone.strip() else "",
        "email": email.strip(),
        "address": address.strip(),
    }
    return {key: value for key, value in told.items() if value}


def wrong(came: Came) -> dict[str, str]:
    """What cannot be used of it, by the name of the input. Whoever is answered in a conversation, on the page of an
    account or in SP4N-LAPOR! needs no other way."""
    found = {}
    known = bool(came.person or came.conversation)
    if not came.name.strip() and not known:
        found["nama"] = "Isi nama Anda, atau pilih tanpa nama."
    elif len(came.name) > person_name.LONGEST:
        found["nama"] = "Terlalu panjang."
    if came.phone.strip():
        try:
            identity.phone(came.phone)
        except identity.NotAnIdentity as error:
            found["telepon"] = str(error)
    if came.email.strip() and not identity.is_email(came.email):
        found["pos_el"] = "Alamat pos-el tidak benar. Contoh: nama@contoh.id."
    if len(came.address) > _LONGEST_ADDRESS:
        found["alamat"] = f"Paling banyak {_LONGEST_ADDRESS} huruf."
    if not (known or came.external_number or came.phone.strip() or came.email.strip() or came.address.strip()):
        found["telepon"] = "Isi salah satu: nomor telepon, pos-el, atau alamat. Ke sana kami menjawab."
    return found
