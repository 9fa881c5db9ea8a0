"""A manager changes the key that signs the QR codes of the office's letters, or reports that a key was stolen."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.letters import keys
from silastri.apps.letters.models import LetterKey
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere


@transaction.atomic
def rotate(act: Act) -> LetterKey:
    """Letters that were signed with the old key stay as they are, and can still be checked."""
    assert act.by.office
    made = keys.rotate(act.by.office, at=act.at)
    log(act, "rotate_letter_key", made.kid)
    return made


@transaction.atomic
def leaked(act: Act, *, kid: str) -> LetterKey:
    """Statements of a stolen key are believed only with a network. A key in use is replaced now. Raises NotThere."""
    assert act.by.office
    key = keys.by_kid(kid, office_id=act.by.office)
    if key is None:
        raise NotThere("Kunci itu tidak ada di kantor ini.")
    if key.until is None:
        keys.rotate(act.by.office, at=act.at)
    keys.leaked(key, at=act.at)
    log(act, "letter_key_leaked", kid)
    return key
