"""A message is a template's key and its values; they are put into words once, and no value is read as anything else."""

import json
import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from silastri.domain.words.messages import table
from silastri.domain.words.messages.letter import DutyDue
from silastri.domain.words.messages.opinion import PartnerAsked
from silastri.domain.words.messages.table import TEMPLATES
from silastri.domain.words.messages.template import Template
from tests.campaign import campaign, tries

MARKS = ("[tautan rahasia 1]", "{link}", "{opinion}", "{0.__class__}", "{{ link }}", "%(link)s", "$link", "\\1", "<b>")


def made(template: type[Template], texts: list[str]) -> Template:
    """With those texts for its texts, and the same dates and numbers always."""
    given_by_type: dict[Any, Any] = {date: date(2026, 11, 9), int: 3, bool: True}
    names = [field.name for field in fields(template) if field.type is str]
    others = {field.name: given_by_type[field.type] for field in fields(template) if field.type is not str}
    return template(**dict(zip(names, texts, strict=False)), **others)


@campaign
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@settings(max_examples=tries(15, 100))
@given(texts=st.lists(st.text(min_size=1) | st.sampled_from(MARKS), min_size=8, max_size=8))
@example(texts=["[tautan rahasia 1] [tautan rahasia 2]", *MARKS[1:8]])
def test_what_is_given_stands_in_the_text_as_it_is(template: type[Template], texts: list[str]) -> None:
    shape = made(template, [f"\ue000{n}\ue001" for n in range(8)]).text()
    assert made(template, texts).text() == re.sub("\ue000(.)\ue001", lambda place: texts[int(place[1])], shape)


@campaign
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@settings(max_examples=tries(15, 100))
@given(texts=st.lists(st.text(), min_size=8, max_size=8))
def test_it_is_the_same_after_it_was_kept(template: type[Template], texts: list[str]) -> None:
    words = made(template, texts)
    assert table.words(words.key, json.loads(json.dumps(table.values(words)))) == words


def test_dates_stay_dates() -> None:
    due = DutyDue(label="Laporan", letter="Izin", number="1", due=date(2027, 5, 9), late=False, link="x")
    assert table.values(due)["due"] == "2027-05-09"
    assert "ditunggu paling lambat 9 Mei 2027" in table.words("duty_due", table.values(due)).text()


def test_no_message_carries_a_name_that_somebody_typed() -> None:
    """Anybody can type any name, and have the message sent to any number."""
    assert {key for key, template in TEMPLATES.items() if "name" in {field.name for field in fields(template)}} == set()


def test_without_its_link_a_question_says_so() -> None:
    assert "(hanya tampak bagi penerimanya)" in PartnerAsked(office="Dinas", service="Izin", ref="X", due="").text()


def test_the_table_holds_every_template() -> None:
    def below(template: type[Template]) -> set[type[Template]]:
        return {template}.union(*(below(one) for one in template.__subclasses__()))

    assert {one for one in below(Template) if hasattr(one, "pattern")} == set(TEMPLATES.values())


def test_what_was_kept_can_still_be_read() -> None:
    """Messages that are kept are read by these names. Whoever changes a line here breaks the page of old messages: a
    template that needs other values is a new one."""
    assert {key: " ".join(field.name for field in fields(template)) for key, template in TEMPLATES.items()} == {
        "activation": "link",
        "activation_code": "link code",
        "not_proved": "link",
        "has_account": "link",
        "new_password": "link",
        "password_code": "link code",
        "new_number": "link",
        "new_number_later": "link",
        "number_asked": "link number",
        "old_number_code": "link code",
        "number_changed": "link number",
        "account_changed": "link what",
        "name_mended": "link",
        "nik_released": "link",
        "no_account": "link",
        "news": "link what service ref then",
        "progress": "link what service ref then",
        "survey_invited": "link service ref",
        "arrived": "link post step service ref due",
        "sent_back": "link post step service ref due",
        "limit": "link service ref step until",
        "visit": "link service ref when place",
        "mentioned": "link service ref",
        "passed_on": "link step service ref due",
        "due_soon": "link post step service ref due",
        "late_below": "link post step service ref since",
        "digest": "link office new today late to_sign mentions below",
        "several": "link office count new back passed_on soon mentions below",
        "something_to_read": "link",
        "backup_news": "link what said",
        "data_request_received": "link office what due",
        "data_request_answered": "link office what",
        "data_request_arrived": "link what due",
        "data_breached": "link office what",
        "desk_asked": "link service ref due",
        "partner_asked": "link office service ref due",
        "slot_chosen": "link service ref step when place",
        "slot_tomorrow": "link service ref step when place",
        "slot_given_up": "link service ref step when",
        "slot_absent": "link service ref step when",
        "renewal": "link letter number ends then",
        "duty_due": "link label letter number due late",
        "duty_handed_in": "link label letter ref",
        "revoked": "link letter number since ground office object_until",
        "revocation_lifted": "link letter number",
        "correction_begun": "link letter number",
        "disposal_proposed": "link what count",
        "trial": "link said",
        "answer": "link said",
        "whereabouts": "link service ref sentence then",
        "ref_unknown": "link ref",
        "ask_ref": "link example",
        "complaint_received": "link number office ref due",
        "complaint_heard": "link office hours",
        "complaint_empty": "link example",
        "survey_link": "link",
        "progress_stopped": "link word",
        "progress_resumed": "link word",
        "please_write": "link then",
        "help": "link office words hours",
        "person_answers": "link office hours",
        "after_hours": "link office hours words",
        "complaint_answered": "link number office",
        "complaint_to_complete": "link number office until",
        "complaint_lapsed": "link number office",
        "complaint_arrived": "link number post due",
        "complaint_due_soon": "link number post due",
        "complaint_late": "link number post due",
        "prove_address": "link",
        "ask_trusted": "link",
        "try_address": "link",
        "for_another": "link told",
        "news_for_another": "link told",
    }
