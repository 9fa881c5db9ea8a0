"""A machine: a process that is the first of its own namespaces (network, processes, mounts, name). Whatever runs on it
ends with it, and what is done to its processes touches no others."""

import os
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
BRIDGE = "silastri0"
OUTSIDE = "10.70.0.1"  # this machine, where people are
_OWN_MAC = "02:00:0a:46:00:01"  # or the bridge takes that of a machine, and loses it with the machine
_TOOLS = Path(__file__).parent


class Machine:
    def __init__(self, name: str, address: str, folder: Path, disks: dict[str, str]) -> None:
        self.name, self.address, self.folder, self.disks = name, address, folder / name, disks
        self._first: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """With the disks as it left them."""
        command = ["unshare", "--net", "--mount", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc"]
        command += ["/bin/bash", str(_TOOLS / "boot.sh"), self.name, str(self.folder), str(REPOSITORY), *self.disks]
        self._lay_disks()
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        with (self.folder / "boot.log").open("ab") as log:
            self._first = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        for _ in range(200):
            if ready.exists():
                break
            time.sleep(0.05)
        else:
            raise SystemExit(f"{self.name} does not start")
        self._wire()

    def _lay_disks(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for path, size in self.disks.items():
            disk = Path(f"{self.folder}/disk{path}")
            if not disk.exists():
                disk.mkdir(parents=True)
                _do(f"mount -t tmpfs -o mode=755,size={size} tmpfs {disk}")

    def _wire(self) -> None:
        outside, inside = f"s-{self.name}", f"i-{self.name}"
        subprocess.run(["ip", "link", "del", outside], capture_output=True, check=False)
        _do(f"ip link add {outside} type veth peer name {inside} netns {self.pid}")
        _do(f"ip link set {outside} master {BRIDGE} up")
        self.run(
            f"ip link set lo up; ip link set {inside} name eth0; ip addr add {self.address}/24 dev eth0;"
            "ip link set eth0 up"
        )

    @property
    def pid(self) -> int:
        """Of its first process."""
        assert self._first
        children = Path(f"/proc/{self._first.pid}/task/{self._first.pid}/children").read_text().split()
        return int(children[0])

    @property
    def lives(self) -> bool:
        return self._first is not None and self._first.poll() is None

    def inside(self, *command: str) -> list[str]:
        """That command, on this machine."""
        return ["nsenter", "-t", str(self.pid), "-n", "-m", "-u", "-p", "--wd=/", *command]

    def run(self, script: str, *, check: bool = True, seconds: float = 120) -> str:
        """What the script says."""
        done = subprocess.run(
            self.inside("/bin/sh", "-c", script), capture_output=True, text=True, timeout=seconds, check=False
        )
        if check and done.returncode:
            raise RuntimeError(f"{self.name}: {script}\n{done.stdout}{done.stderr}")
        return done.stdout

    def write(self, path: str, text: str) -> None:
        subprocess.run(
            self.inside("/bin/sh", "-c", f"mkdir -p {shlex.quote(str(Path(path).parent))}; cat > {shlex.quote(path)}"),
            input=text.encode(),
            check=True,
        )

    # What is done to it

    def kill(self) -> None:
        """Everything on it dies at once, as by `kill -9`."""
        if self._first is None:
            return
        with suppress(ProcessLookupError, IndexError, FileNotFoundError):
            os.kill(self.pid, signal.SIGKILL)
        self._first.wait(20)
        subprocess.run(["ip", "link", "del", f"s-{self.name}"], capture_output=True, check=False)

    def pause(self) -> None:
        self.run("kill -STOP -1", check=False)

    def go_on(self) -> None:
        self.run("kill -CONT -1", check=False)

    def cut_off(self) -> None:
        _do(f"ip link set s-{self.name} nomaster")

    def join(self) -> None:
        _do(f"ip link set s-{self.name} master {BRIDGE}")

    def fill(self, path: str) -> None:
        """Leaves no byte on the disk of that folder."""
        self.run(f"cat /dev/zero > {path}/ballast", check=False)

    def clear(self, path: str) -> None:
        self.run(f"rm -f {path}/ballast")


def bridge() -> None:
    unbridge()
    _do(f"ip link add {BRIDGE} address {_OWN_MAC} type bridge")
    _do(f"ip link set {BRIDGE} up")
    _do(f"ip addr add {OUTSIDE}/24 dev {BRIDGE}")


def unbridge() -> None:
    subprocess.run(["ip", "link", "del", BRIDGE], capture_output=True, check=False)


def _do(command: str) -> None:
    subprocess.run(command.split(), check=True)
