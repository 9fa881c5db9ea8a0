"""What strikes: each is done to the cluster while it is whole, and taken back after a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from . import newer
from .cluster import DATA, WEBS, WORKERS, Cluster, until

_DATABASE_BLOW = 40.0  # seconds for which a struck database node stays as it is
_OTHER_BLOW = 20.0
# What the page says to tell the gate.
DRAIN, IN_HAND, READY = "set server web/NAME state drain", "show servers conn web", "set server web/NAME state ready"
Done = Callable[[], None]  # takes the blow back


@dataclass(frozen=True, slots=True)
class Blow:
    name: str
    strike: Callable[[Cluster], Done]
    lasts: float = _DATABASE_BLOW
    may_fail: bool = True  # whether a request may be answered by an error meanwhile


def _leader_killed(cluster: Cluster) -> Done:
    leader = cluster.of_role("leader")
    cluster[leader].kill()
    return lambda: cluster.start(leader)


def _postgresql_killed(cluster: Cluster) -> Done:
    cluster[cluster.of_role("leader")].run("kill -9 $(head -n 1 /var/lib/postgresql/15/silastri/postmaster.pid)")
    return lambda: None


def _leader_cut_off(cluster: Cluster) -> Done:
    leader = cluster[cluster.of_role("leader")]
    leader.cut_off()
    return leader.join


def _leader_paused(cluster: Cluster) -> Done:
    leader = cluster[cluster.of_role("leader")]
    leader.pause()
    return leader.go_on


def _disk_full(cluster: Cluster) -> Done:
    leader = cluster[cluster.of_role("leader")]
    leader.fill(DATA)
    return lambda: leader.clear(DATA)


def _confirming_killed(cluster: Cluster) -> Done:
    replica = cluster.of_role("sync_standby")
    cluster[replica].kill()
    return lambda: cluster.start(replica)


def _confirming_cut_off(cluster: Cluster) -> Done:
    replica = cluster[cluster.of_role("sync_standby")]
    replica.cut_off()
    return replica.join


def _killed(name: str) -> Callable[[Cluster], Done]:
    def strike(cluster: Cluster) -> Done:
        cluster[name].kill()
        return lambda: cluster.start(name)

    return strike


def _upgraded(cluster: Cluster) -> Done:
    """As "Upgrade without closing" says, in the words of the page."""
    newer.made(cluster.folder)
    for name in WEBS:
        _web_node_upgraded(cluster, name)
    for name in WORKERS:
        newer.put(cluster[name])
        cluster[name].run("systemctl restart silastri-worker")
    return lambda: None


def _web_node_upgraded(cluster: Cluster, name: str) -> None:
    node = cluster[name]
    _tell_gate(cluster, DRAIN.replace("NAME", name))
    until(lambda: _in_hand(cluster, name) == 0, 60, lambda: f"{name} does not get free")
    node.run("systemctl stop silastri")
    newer.put(node)
    node.run("systemctl start silastri")
    alive = f"curl -s http://{node.address}:8000/sehat/"
    until(lambda: node.run(alive, check=False), 60, lambda: f"{name} does not answer")
    _tell_gate(cluster, READY.replace("NAME", name))
    time.sleep(5)  # until the gate has looked at it


def _tell_gate(cluster: Cluster, command: str) -> str:
    return cluster["gate"].run(f'echo "{command}" | socat - /run/haproxy/admin.sock')


def _in_hand(cluster: Cluster, name: str) -> int:
    lines = _tell_gate(cluster, IN_HAND).splitlines()
    return next(int(line.split()[6]) for line in lines if line.startswith(f"web/{name} "))


BLOWS = (
    Blow("leader killed", _leader_killed),
    Blow("its PostgreSQL killed", _postgresql_killed),
    Blow("leader cut off", _leader_cut_off),
    Blow("leader paused", _leader_paused),
    Blow("leader's disk full", _disk_full),
    Blow("confirming replica killed", _confirming_killed),
    Blow("confirming replica cut off", _confirming_cut_off),
    Blow("web node killed", _killed("web2"), _OTHER_BLOW),
    Blow("worker killed", _killed("worker1"), _OTHER_BLOW),
    Blow("rolling upgrade", _upgraded, 5, may_fail=False),
)
