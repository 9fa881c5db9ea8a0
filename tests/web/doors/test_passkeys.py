"""What a passkey is asked holds once, and for a while; that a key opens an account is seen in a browser."""

import json

from django.test import Client

from tests.builders import Town

ASK, SHOW = "/masuk/kunci/tanya/", "/masuk/kunci/"
ANSWER = {"jawaban": json.dumps({"id": "none-of-ours"})}


def asked(*, seconds_ago: float = 0) -> Client:
    client = Client()
    assert client.post(ASK).json()["challenge"]
    session = client.session
    challenge, until = session["asked_of_key"]
    session["asked_of_key"] = [challenge, until - seconds_ago]
    session.save()
    return client


def test_a_question_that_was_asked_is_looked_at_once(town: Town) -> None:
    client = asked(seconds_ago=290)
    assert client.post(SHOW, ANSWER).status_code == 422, "it is not the answer"
    assert client.post(SHOW, ANSWER).status_code == 409, "and not asked again"


def test_a_question_ends_after_five_minutes(town: Town) -> None:
    assert asked(seconds_ago=310).post(SHOW, ANSWER).status_code == 409


def test_who_was_asked_nothing_answers_nothing(town: Town) -> None:
    assert Client().post(SHOW, ANSWER).status_code == 409
