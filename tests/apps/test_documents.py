"""The file locker."""

import pytest
from django.core.files.storage import default_storage

from silastri.apps.documents import operations, queries
from silastri.apps.documents.queries import Damaged
from tests.builders import MONDAY

pytestmark = pytest.mark.django_db


def test_keeps_the_same_content_once() -> None:
    first = operations.keep(b"isi yang sama", kind="application/pdf", pages=1, name="a.pdf", at=MONDAY)
    second = operations.keep(b"isi yang sama", kind="application/pdf", pages=1, name="b.pdf", at=MONDAY)
    assert first.sha256 == second.sha256
    assert queries.content(first.sha256) == queries.content(second.sha256) == b"isi yang sama"


def test_a_file_that_changed_or_is_gone_is_not_handed_out() -> None:
    file = operations.keep(b"isi asli", kind="application/pdf", pages=1, name="a.pdf", at=MONDAY)
    path = f"{file.sha256[:2]}/{file.sha256}"
    with default_storage.open(path, "wb") as stored:
        stored.write(b"isi palsu")
    with pytest.raises(Damaged):
        queries.content(file.sha256)
    default_storage.delete(path)
    with pytest.raises(Damaged):
        queries.content(file.sha256)


def test_what_was_destroyed_by_order_says_so_and_may_be_stored_again() -> None:
    file = operations.keep(b"isi yang musnah", kind="application/pdf", pages=1, name="a.pdf", at=MONDAY)
    operations.order_destruction([file.sha256], why="berita acara 001/BA/2026", at=MONDAY)
    assert queries.content(file.sha256) == b"isi yang musnah", "an order is not yet done"
    (order,) = queries.to_destroy()
    operations.destroy(order, at=MONDAY)
    operations.destroy(order, at=MONDAY)
    assert queries.to_destroy() == []
    with pytest.raises(queries.Destroyed, match="9 November 2026 menurut berita acara 001/BA/2026"):
        queries.content(file.sha256)
    operations.store(b"isi yang musnah")
    assert queries.content(file.sha256) == b"isi yang musnah"
