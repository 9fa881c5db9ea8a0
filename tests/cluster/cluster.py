"""All machines, built as the page says."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.request import urlopen

from . import guide
from .machine import Machine, bridge, unbridge

DATABASES, WEBS, WORKERS = ("db1", "db2", "db3"), ("web1", "web2"), ("worker1", "worker2")
DATA = "/var/lib/postgresql"
SITE = "layanan.example.go.id"
_DISKS = {DATA: "700m", "/var/lib/etcd": "200m"}
_TWO_LOOKS = 5.0  # seconds, of Patroni
_STAND_INS = ("systemctl", "silastri")  # for what needs systemd
_HERE = Path(__file__).parent


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for shared in ("shared/files", "shared/keys"):
            (folder / shared).mkdir(parents=True)
        (folder / "shared").chmod(0o755)
        self.machines = {
            name: Machine(name, address, folder, _DISKS if name in DATABASES else {})
            for name, address in guide.addresses().items()
        }

    def __getitem__(self, name: str) -> Machine:
        return self.machines[name]

    def build(self) -> None:
        for one in self.machines.values():
            one.start()
            for name in _STAND_INS:
                one.write(f"/usr/local/bin/{name}", (_HERE / name).read_text())
                one.run(f"chmod +x /usr/local/bin/{name}")
            one.run("touch /srv/silastri/LATIHAN")  # no message really goes out
        for name in DATABASES:
            self[name].run(f"chown postgres: {DATA}; chown etcd: /var/lib/etcd; chmod 700 /var/lib/etcd")
        self._certify()
        for step in guide.steps():
            self._follow(step)

    def _certify(self) -> None:
        self["gate"].run(
            f"cd /etc/haproxy; openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={SITE} -keyout k -out c"
            " 2>/dev/null; cat c k > silastri.pem"
        )

    def _follow(self, step: guide.Step) -> None:
        for name in step.machines:
            if step.path:
                self[name].write(step.path, step.on(name))
            else:
                self[name].run(step.on(name))
        if not step.path and set(step.machines) == set(DATABASES):
            self.until_whole()

    def start(self, name: str) -> None:
        """A machine that died, with what it starts by itself."""
        self[name].start()
        for step in guide.steps():
            if name in step.machines and not step.path:
                lines = step.text.splitlines()
                units = [line.split()[-1] for line in lines if line.startswith("systemctl enable --now")]
                self[name].run("systemctl start " + " ".join(units) if units else _of_boot(name))

    # How it is

    def members(self) -> list[dict[str, Any]]:
        """As Patroni tells, on any node that answers."""
        for name in DATABASES:
            with suppress(OSError, ValueError), urlopen(f"http://{self[name].address}:8008/cluster", timeout=2) as said:
                found: list[dict[str, Any]] = json.load(said)["members"]
                return found
        return []

    def of_role(self, role: str) -> str:
        return next((str(one["name"]) for one in self.members() if one["role"] == role), "")

    def is_whole(self) -> bool:
        """One leads, one confirms, one follows, all up to date."""
        members = self.members()
        roles = sorted(one["role"] for one in members)
        well = all(one["state"] in ("running", "streaming") for one in members)
        late = [one.get("lag", 0) for one in members if one["role"] != "leader"]
        same = len({one.get("timeline") for one in members}) == 1
        return same and roles == ["leader", "replica", "sync_standby"] and well and all(lag == 0 for lag in late)

    def until_whole(self, seconds: float = 180) -> float:
        """Seconds until it is, and is still so when all have looked at each other again."""
        began = time.monotonic()
        while True:
            until(self.is_whole, seconds, lambda: f"the cluster is not whole: {self.members()}")
            found = time.monotonic() - began
            time.sleep(_TWO_LOOKS)
            if self.is_whole():
                return found

    def close(self) -> None:
        for one in self.machines.values():
            one.kill()


def until(is_so: Callable[[], object], seconds: float, otherwise: Callable[[], str]) -> float:
    """Seconds until it is so."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > seconds:
            raise RuntimeError(otherwise())
        time.sleep(0.2)
    return time.monotonic() - began


def _of_boot(name: str) -> str:
    return "systemctl restart haproxy; " + ("" if name == "gate" else "systemctl restart pgbouncer")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """In a folder of memory, which is gone afterwards."""
    os.umask(0o022)  # the settings of SILASTRI took from others what other users of these machines must read
    folder = Path(mkdtemp(prefix="silastri-cluster-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755,size=4g", "tmpfs", folder], check=True)
    bridge()
    found = Cluster(folder)
    try:
        yield found
    finally:
        found.close()
        unbridge()
        disks = folder.glob("*/disk/var/lib/*")
        subprocess.run(["umount", "--lazy", *disks, folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)
