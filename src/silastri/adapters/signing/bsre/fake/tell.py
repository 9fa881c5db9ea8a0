"""Sets the behaviour of a fake service that runs in another process."""

from typing import Any

import httpx

from silastri.domain.refusal import NotFit

from .mood import Mood


def tell(port: int, mood: Mood) -> dict[str, Any]:
    """Returns its state afterwards. Raises NotFit when no fake service listens on that control port."""
    said = {"mood": mood.name, "where": mood.where, "times": mood.times, "seconds": mood.seconds}
    try:
        answer = httpx.post(f"http://127.0.0.1:{port}/tingkah", json=said, timeout=10, trust_env=False)
        state: dict[str, Any] = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        raise NotFit(f"Tidak ada simulasi BSrE di port {port}. Jalankan dulu: silastri bsre fake") from None
    return state
