"""The worker that `silastri serve` keeps is started whatever the server forks at the same moment."""

import os
import signal
import subprocess
import sys

import pytest

# Forks without pause, as the server does when web processes begin, while another thread starts commands.
FORKING = """
import os, signal, sys, threading, time
from silastri.jobs.server import start

done = threading.Event()

def begin():
    for _ in range(40):
        os.waitpid(start([sys.executable, "-S", "-c", ""]), 0)
    done.set()

forked = []
threading.Thread(target=begin, daemon=True).start()
while not done.is_set() and len(forked) < 400:
    pid = os.fork()
    if not pid:
        time.sleep(300)
        os._exit(0)
    forked.append(pid)
    time.sleep(0.005)
begun = done.wait(60)
for pid in forked:
    os.kill(pid, signal.SIGKILL)
os._exit(0 if begun else 1)
"""


@pytest.mark.once
def test_a_command_begins_while_the_server_forks() -> None:
    with subprocess.Popen([sys.executable, "-c", FORKING], start_new_session=True) as process:
        try:
            assert process.wait(120) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
