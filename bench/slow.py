"""How fast pages answer while twenty citizens with a bad line send their documents.

    make bench-slow
    UPLOADS=40 RATE=5000 make bench-slow

Each upload is 1.5 MB at 10 kB/s. The pages are asked one after the other, first while nobody sends and then while all
send; the uploads are then left to end, and the script says how each was answered.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

UPLOADS = int(os.environ.get("UPLOADS", "20"))
RATE = int(os.environ.get("RATE", "10000"))  # bytes a second
SIZE = int(os.environ.get("SIZE", "1500000"))  # bytes
PAGES = int(os.environ.get("PAGES", "200"))
PORT = int(os.environ.get("PORT", "8790"))
PATHS = ("/", "/masuk/")
_END = b"\r\n--batas--\r\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SILASTRI_HOME": home, "PORT": str(PORT)}
        server = subprocess.Popen(
            [sys.executable, "-m", "silastri", "serve", "--no-worker"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait()
            print(f"alone:              {_asked()}", flush=True)
            answers: list[str] = []
            uploads = [threading.Thread(target=_upload, args=(answers,), daemon=True) for _ in range(UPLOADS)]
            for upload in uploads:
                upload.start()
            time.sleep(3)
            print(f"{UPLOADS} slow uploads:    {_asked()}", flush=True)
            for upload in uploads:
                upload.join()
            print(f"answers to uploads: { {answer: answers.count(answer) for answer in sorted(set(answers))} }")
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    for _ in range(300):
        try:
            _page(PATHS[0])
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the server did not start")


def _page(path: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
        answer.read()
    return time.perf_counter() - began


def _asked() -> str:
    times: list[float] = []
    late = 0
    for n in range(PAGES):
        try:
            times.append(_page(PATHS[n % len(PATHS)]))
        except OSError:
            late += 1
            if late == 3:
                return f"{len(times)} pages answered; three in a row were not, within 30 s each"
    times.sort()
    return (
        f"{len(times)} pages, median {statistics.median(times) * 1000:.1f} ms, "
        f"99 % within {times[int(len(times) * 0.99) - 1] * 1000:.1f} ms, {late} not within 30 s"
    )


def _upload(answers: list[str]) -> None:
    """With the cookie of a form, or the server refuses without reading what is sent."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/masuk/") as form:
        cookie = form.headers["Set-Cookie"].split(";")[0]
    head = f"POST /masuk/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: {SIZE}\r\n"
    head += "Content-Type: multipart/form-data; boundary=batas\r\n\r\n"
    start = b'--batas\r\nContent-Disposition: form-data; name="berkas"; filename="ktp.jpg"\r\n\r\n'
    body = start + b"a" * (SIZE - len(start) - len(_END)) + _END
    try:
        with socket.create_connection(("127.0.0.1", PORT)) as line:
            line.sendall(head.encode())
            for sent in range(0, SIZE, RATE // 10):
                line.sendall(body[sent : sent + RATE // 10])
                time.sleep(0.1)
            answers.append(line.recv(64).split(b"\r\n")[0].decode())
    except OSError as error:
        answers.append(type(error).__name__)


if __name__ == "__main__":
    main()
