"""docs/how-to/cluster.md can be followed to the letter: the campaign reads it, and finds in it what it needs."""

import re
from configparser import ConfigParser
from typing import Any

import pytest
import yaml

from tests.architecture.named import ROOT

from . import blows, guide
from .cluster import DATABASES, SITE, WEBS, WORKERS

NODES = (*DATABASES, *WEBS, *WORKERS)


def file(machine: str, path: str) -> str:
    (found,) = (step.on(machine) for step in guide.steps() if step.path == path and machine in step.machines)
    return found


def patroni(machine: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file(machine, "/etc/patroni/config.yml"))
    return found


def test_every_block_that_names_a_machine_is_read() -> None:
    page = guide.PAGE.read_text()
    assert len(re.findall(r"^On .*:$", page, re.MULTILINE)) == len(guide.steps())
    assert set(guide.addresses()) == {*NODES, "gate"}
    for step in guide.steps():
        assert set(step.machines) <= set(guide.addresses()), step


def test_nothing_is_left_to_fill_in() -> None:
    for step in guide.steps():
        for machine in step.machines:
            assert not re.search(r"\b(NODE|ADDRESS|SECRET_\w+)\b", step.on(machine)), (machine, step.path)


def test_each_database_node_is_told_its_own_name_and_address() -> None:
    for name in DATABASES:
        said, address = patroni(name), guide.addresses()[name]
        assert (said["name"], said["restapi"]["listen"]) == (name, f"{address}:8008")
        assert said["postgresql"]["connect_address"] == f"{address}:5432"
        assert f"ETCD_NAME={name}\n" in file(name, "/etc/default/etcd")


def test_who_may_lead_next_has_all_that_was_told() -> None:
    dcs = patroni("db1")["bootstrap"]["dcs"]
    assert dcs["synchronous_mode"] is dcs["synchronous_mode_strict"] is True
    assert dcs["postgresql"]["parameters"]["synchronous_commit"] == "on"
    assert "etcd3" not in patroni("db1"), "by that way Patroni 3.0.2 lets a leader that stood still take the lead back"
    assert dcs["ttl"] >= dcs["loop_wait"] + 2 * dcs["retry_timeout"], "as Patroni asks"


@pytest.mark.parametrize("name", [*WEBS, *WORKERS])
def test_each_node_finds_every_database_and_leaves_room_for_the_others(name: str) -> None:
    balancer, pooler = file(name, "/etc/haproxy/haproxy.cfg"), ConfigParser()
    pooler.read_string(file(name, "/etc/pgbouncer/pgbouncer.ini"))
    for database in DATABASES:
        assert balancer.count(f" {guide.addresses()[database]}:5432 ") == 3, (
            "who leads, who answers for it, who follows"
        )
    most = patroni("db1")["bootstrap"]["dcs"]["postgresql"]["parameters"]["max_connections"]
    kept = 30  # for Patroni, replicas, and programs that come past the pooler
    assert pooler.getint("pgbouncer", "default_pool_size") * len((*WEBS, *WORKERS)) <= most - kept


@pytest.mark.parametrize("name", [*WEBS, *WORKERS])
def test_the_settings_are_those_that_there_are(name: str) -> None:
    known = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE))
    said = dict(line.split("=", 1) for line in file(name, "/etc/silastri.env").splitlines())
    assert set(said) <= known | {"SILASTRI_HOME"}
    assert said["SILASTRI_HOSTS"] == SITE
    assert said["SILASTRI_TRUSTED_PROXIES"] == guide.addresses()["gate"]


def test_an_upgrade_is_tried_in_the_words_of_the_page() -> None:
    section = guide.PAGE.read_text().split("## Upgrade without closing")[1]
    for command in (blows.DRAIN, blows.IN_HAND, blows.READY):
        assert f'echo "{command}" | socat - /run/haproxy/admin.sock' in section
