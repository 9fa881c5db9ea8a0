"""The matrix of an SOP: one symbol a row, in the right lane, and ways back that keep clear of each other."""

from functools import cache
from itertools import combinations

import pytest

from silastri.domain.definition.definition import Definition, read_service
from silastri.domain.words import flow
from tests.builders import JOMPO, SCHOOL, definition, office_definition, texts

ALL = [
    ("rokan-hilir", SCHOOL),
    ("rokan-hilir", JOMPO),
    ("kampar", "anak-putus-sekolah"),
    ("pekanbaru-dpmptsp", "sikop"),
    ("pekanbaru-dinsos", "dtks"),
    ("contoh", "pakai-gedung"),
]


@cache
def matrix(office: str = "rokan-hilir", service: str = SCHOOL) -> tuple[flow.Row, ...]:
    return tuple(flow.rows(definition(service, office), office_definition(office)))


def of_steps(*steps: str) -> Definition:
    """A definition whose SOP has those steps: "post", or "post: way out"."""
    written = ["langkah:"]
    for n, step in enumerate(steps):
        post, _, way = step.partition(": ")
        kind = "ajukan" if n == 0 else "verifikasi"
        written.append(f"  - s{n}: {{pelaksana: {post}, kegiatan: {kind}, uraian: Langkah {n}, waktu: 10 menit")
        written[-1] += f", bila_tidak: {way}}}" if way else "}"
    reading = read_service(texts(JOMPO) | {"sop.yaml": "\n".join(written)})
    assert reading.definition, reading.findings
    return reading.definition


def rows(*steps: str) -> list[flow.Row]:
    return flow.rows(of_steps(*steps), office_definition())


def test_lanes_stand_as_the_office_wrote_them_and_rows_as_the_steps() -> None:
    sop = definition(SCHOOL).sop
    assert flow.lanes(sop) == sop.lanes
    assert [row.step.key for row in matrix()] == [step.key for step in sop.steps]
    assert all(flow.lanes(sop)[row.lane] == row.step.actor for row in matrix())


def test_without_an_order_lanes_stand_as_they_appear() -> None:
    sop = of_steps("pemohon", "loket", "ahli_muda", "loket").sop
    assert flow.lanes(sop) == ("pemohon", "loket", "ahli_muda")


def test_begin_and_end_are_capsules_and_what_may_turn_is_a_decision() -> None:
    found = rows("pemohon", "back_office", "ahli_muda: tolak", "loket")
    assert [row.symbol for row in found] == ["terminator", "process", "decision", "terminator"]
    assert rows("pemohon", "loket: kembali ke s0")[-1].symbol == "decision"


def test_refusals_skips_recorders_and_surveys_are_told_in_words() -> None:
    told = {row.step.key: row.remark for row in matrix()}
    assert "Ditolak dengan alasan" in told["verifikasi"]
    assert told["penyampaian"] == "Dilewati jika jenis layanan adalah Surat Izin Praktik (SIP)."
    assert told["penyerahan"] == "SKM wajib diisi."
    remark = {row.step.key: row.remark for row in matrix("pekanbaru-dpmptsp", "sikop")}
    assert remark["pengajuan"] == "Dapat juga diajukan daring dari rumah. Dicatat oleh Petugas Front Office."
    visit = {row.step.key: row.remark for row in matrix("kampar", "anak-putus-sekolah")}
    assert "Dilewati jika tidak perlu survei lapangan." in visit["survei"]
    assert visit["pendaftaran"] == "Dicatat oleh Petugas Front Office."


@pytest.mark.parametrize(
    ("office", "service", "said"),
    [
        # the two sources that print times: 6 days and 120 minutes, 1 day and 70 minutes
        ("rokan-hilir", SCHOOL, "6 hari kerja 2 jam"),
        ("pekanbaru-dpmptsp", "sikop", "1 hari kerja 1 jam 10 menit"),
        ("pekanbaru-dinsos", "dtks", "10 menit"),
    ],
)
def test_times_add_up(office: str, service: str, said: str) -> None:
    assert flow.total(definition(service, office).sop) == said


@pytest.mark.parametrize(("office", "service"), ALL)
def test_every_way_back_is_drawn_once_upwards_in_a_gutter_beside_its_symbol(office: str, service: str) -> None:
    found = matrix(office, service)
    ways = flow.ways(found)
    drawn = [(way.origin, way.target) for way in ways if way.target is not None]
    assert sorted(drawn) == sorted((row.index, back) for row in found for back in row.backs)
    for way in ways:
        lane = found[way.origin].lane
        assert way.gutter == (lane if way.side == flow.LEFT else lane + 1)
        assert way.target is None or way.target < way.origin


@pytest.mark.parametrize(("office", "service"), ALL)
def test_no_two_ways_leave_on_one_side_or_lie_on_each_other(office: str, service: str) -> None:
    ways = flow.ways(matrix(office, service))
    leaves = [(way.origin, way.side) for way in ways]
    assert len(set(leaves)) == len(leaves)
    for a, b in combinations([way for way in ways if way.target is not None], 2):
        beside = (a.gutter, a.slot) == (b.gutter, b.slot) and a.target <= b.origin and b.target <= a.origin  # type: ignore[operator]
        assert not beside or a.target == b.target, (a, b)


def test_a_staircase_of_initials_has_no_crossing() -> None:
    """Each goes up on the far side of its lane, and all join before they reach the blank."""
    chain = [f"{post}: kembali ke s1" for post in ("tim_teknis", "ahli_muda", "ahli_madya", "kepala_dinas")]
    ways = flow.ways(rows("pemohon", "back_office", *chain, "loket"))
    assert [way.side for way in ways] == [flow.RIGHT] * 4
    assert not any(way.joins for way in ways)


def test_a_step_further_to_the_left_returns_without_crossing_the_line_that_comes_to_it() -> None:
    (way,) = flow.ways(rows("pemohon", "back_office", "kepala_dinas", "back_office: kembali ke s1", "loket"))
    assert way.side == flow.LEFT


def test_two_ways_back_from_one_step_leave_on_both_sides() -> None:
    found = rows("pemohon", "back_office", "ahli_muda: [kembali ke s0, kembali ke s1]", "loket")
    assert {way.side for way in flow.ways(found)} == {flow.LEFT, flow.RIGHT}


def test_a_way_to_a_decision_that_turns_on_both_sides_joins_from_above() -> None:
    found = rows(
        "pemohon", "back_office", "ahli_muda: [kembali ke s0, kembali ke s1]", "ahli_madya: kembali ke s2", "loket"
    )
    (way,) = [way for way in flow.ways(found) if way.origin == 3]
    assert way.joins


def test_a_refusal_ends_beside_its_decision_where_a_side_is_free_and_never_outside_the_lanes() -> None:
    (end,) = flow.ways(rows("pemohon", "back_office: tolak", "loket"))
    assert end.target is None
    # The lane at the edge has no room outside; and where both sides are taken the remark tells of it.
    (edge,) = flow.ways(rows("pemohon", "back_office", "loket: tolak"))
    assert edge.side == flow.LEFT
    crowded = rows("pemohon", "back_office", "ahli_muda: [kembali ke s0, kembali ke s1, tolak]", "loket")
    assert all(way.target is not None for way in flow.ways(crowded))
    assert "Ditolak" in crowded[2].remark


def test_one_lane_alone_can_be_drawn() -> None:
    found = rows("pemohon", "pemohon: [kembali ke s0, tolak]", "pemohon")
    assert [way.target for way in flow.ways(found)] == [0]
