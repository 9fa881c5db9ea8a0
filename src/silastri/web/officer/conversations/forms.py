"""What officers type about a conversation."""

from collections.abc import Iterable
from typing import Any

from django import forms

from silastri.apps.accounts.models import Person
from silastri.journey.inbox.reply import LONGEST
from silastri.web.forms import Form, one_of, text

_NOBODY = ("", "Tidak ada, siapa saja boleh menjawab")


class AnswerForm(Form):
    jawaban = text("Jawaban Anda", most=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class AssignForm(Form):
    rekan = one_of("Dipegang", (), required=False)

    def __init__(self, *args: Any, helpers: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [_NOBODY, *((str(one.pk), one.name) for one in helpers)]
        self.choose_from("rekan", choices)

    sometimes = frozenset({"rekan"})


class JoinForm(Form):
    nik = text("NIK di KTP", most=40, inputmode="numeric", autocomplete="off")
    ktp_dilihat = forms.BooleanField(label="Orangnya ada di loket dan KTP-nya saya lihat", required=False)
