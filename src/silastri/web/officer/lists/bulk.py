"""Several cases at once: each in a transaction of its own, and each with what became of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.domain.refusal import Refusal
from silastri.journey.steps import print_out
from silastri.journey.steps.number_at_once import number_at_once
from silastri.journey.steps.print_at_once import letters_of, one_file
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from . import place

MOST = 100
_log = logging.getLogger("silastri.web")


@dataclass(frozen=True)
class Result:
    ref: str
    picked: str
    said: str
    done: bool
    case: Case | None = None


@officer
def number_picked(request: DeskRequest) -> HttpResponse:
    return _each(request, "Beri nomor", lambda ref, turn: _numbers(number_at_once(request.act, ref=ref, turn=turn)))


def _numbers(case: Case) -> str:
    return ", ".join(letter.number for letter in letters.products(case) if letter.number)


@officer
def printed_picked(request: DeskRequest) -> HttpResponse:
    def printed(ref: str, turn: int) -> str:
        print_out.print_out(request.act, ref=ref, turn=turn)
        return "Sudah dicatat tercetak."

    return _each(request, "Sudah dicetak", printed)


@officer
def print_picked(request: DeskRequest) -> HttpResponse:
    """One file for the printer; if a letter cannot be in it, first a page that says which, and why."""
    files: list[bytes] = []

    def fetch(ref: str, turn: int) -> str:
        files.extend(letters_of(request.act, ref=ref, turn=turn))
        return "Siap dicetak."

    results = _results(request, fetch)
    if results and all(result.done for result in results):
        return pdf(one_file(files), f"cetak-{len(results)}-surat")
    return _page(request, "Cetak", results)


def _each(request: DeskRequest, title: str, act: Callable[[str, int], str]) -> HttpResponse:
    return _page(request, title, _results(request, act))


def _results(request: DeskRequest, act: Callable[[str, int], str]) -> list[Result]:
    picked = request.POST.getlist("berkas")[:MOST] if request.method == "POST" else []
    return [_one(request, one, act) for one in dict.fromkeys(picked)]


def _one(request: DeskRequest, picked: str, act: Callable[[str, int], str]) -> Result:
    """What is refused, and what fails, keeps none of the others from being done."""
    ref, _, turn = picked.partition(":")
    case = None
    try:
        case = cases.case(ref, office=request.desk.office.pk)
        return Result(ref, picked, act(ref, whole(turn)), True, case)
    except Refusal as refusal:
        return Result(ref, picked, str(refusal), False, case)
    except (DatabaseError, OSError):
        _log.exception("one of several cases failed")
        return Result(ref, picked, "Gagal karena gangguan sistem. Tidak ada yang berubah; coba lagi.", False, case)


def _page(request: DeskRequest, title: str, results: list[Result]) -> HttpResponse:
    back = place.of(request)
    if not results:
        messages.error(request, "Pilih berkas di daftar dulu.")
        return redirect(back.address)
    shown = {
        "title": title,
        "results": results,
        "done": [result for result in results if result.done],
        "left": [result for result in results if not result.done],
        "back": back,
        "prints": title == "Cetak",
    }
    return render(request, "officer/lists/results.html", shown, status=200 if shown["done"] else 422)
