"""What the campaign needs of the machine, installed where that is allowed."""

import os
import shutil
import subprocess

_PROGRAMS = {
    "etcd": "etcd-server",
    "patroni": "patroni",
    "haproxy": "haproxy",
    "pgbouncer": "pgbouncer",
    "/usr/lib/postgresql/15/bin/postgres": "postgresql-15",
    "socat": "socat",
    "curl": "curl",
    "unshare": "util-linux",
    "ip": "iproute2",
}
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def missing() -> str:
    """What is not here, in words; empty where all is here."""
    if os.geteuid() != 0:
        return "the cluster: it makes network namespaces and mounts, which needs root"
    if absent := _absent():
        _install(absent)
    if absent := _absent():
        return f"the cluster: not installed (Debian 12: apt install {' '.join(absent)})"
    return ""


def _absent() -> list[str]:
    lacks = [package for program, package in _PROGRAMS.items() if not shutil.which(program, path=_PATH)]
    return [*lacks, *(["python3-etcd"] if "patroni" in lacks else [])]


def _install(packages: list[str]) -> None:
    """Without starting their services: a policy of Debian's says so while they are installed."""
    if not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages], env=environment, check=False
    )
