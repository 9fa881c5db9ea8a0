"""From where a request comes: X-Forwarded-For is believed as far as a trusted proxy wrote it."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import RequestFactory

from silastri.web.gate.address import address_of

NEAR, FAR = "127.0.0.1", "203.0.113.5"
OURS = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8")]


@pytest.mark.parametrize(
    ("trusted", "remote", "told", "expected"),
    [
        ([], NEAR, FAR, NEAR),  # nobody is trusted unless the operator says so
        (OURS, NEAR, FAR, FAR),
        (OURS, NEAR, f"198.51.100.1, {FAR}", FAR),  # what the visitor wrote stands left of what our proxy wrote
        (OURS, NEAR, f"{FAR}, 10.0.0.7", FAR),  # two proxies of ours
        (OURS, "198.51.100.9", FAR, "198.51.100.9"),  # somebody who passes by the proxy
        (OURS, NEAR, "", NEAR),
        (OURS, NEAR, "bukan-alamat", NEAR),
        (OURS, NEAR, "<script>", NEAR),
        (OURS, NEAR, "10.0.0.7", "10.0.0.7"),  # an officer in the same network
        ([], "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),  # a household has all of it
        (OURS, NEAR, "2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ([], "::ffff:203.0.113.5", "", FAR),
        ([], "", "", ""),
    ],
)
def test_the_address(settings: Any, trusted: list[Any], remote: str, told: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=told)
    assert address_of(request) == expected
