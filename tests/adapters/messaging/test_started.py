"""Ports for servers that tests start: none can be taken before its server listens."""

import socket
from pathlib import Path

from .started import free_port

OF_CONNECTIONS = Path("/proc/sys/net/ipv4/ip_local_port_range")


def test_no_port_is_given_twice_or_to_a_connection() -> None:
    ports = [free_port() for _ in range(20)]
    assert len(set(ports)) == 20
    assert max(ports) < int(OF_CONNECTIONS.read_text().split()[0])


def test_a_port_that_is_in_use_is_passed_over() -> None:
    ports = [free_port() for _ in range(1000)]  # all of this worker's, once
    with socket.create_server(("127.0.0.1", ports[0])):
        assert ports[0] not in [free_port() for _ in range(1000)]
