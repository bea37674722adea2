"""Servers that the script starts itself: one among hostile model files, one that gets SIGTERM in the middle of its work."""
import http.client
import threading
import time

from attacks import files
from attacks.library import first_look, strength
from attacks.server import Server
from attacks.wire import Tally

GRACE = 20
"""Seconds that requests under way have after SIGTERM (docs/operations.md)."""


def models(jar, folder, tally):
    """A folder with hostile and good model files: the server must start, name the bad ones in its log, and serve the good ones."""
    bad = {
        "nan-weights": files.model("nan-weights", weight=0x7E00),
        "infinite-scale": files.model("infinite-scale", scale=float("inf")),
        "null-columns": files.model("null-columns").replace(b'\\"columns\\": {', b'\\"columns\\": null, \\"x\\": {'),
        "null-id": files.model("null-id", id=[None]),
        "no-sha256": files.model("no-sha256", sha256=["!"]),
        "short-fidelity": files.model("short-fidelity", fidelity=[[1]]),
        "longer-column": files.model("longer-column", title=["a", "b"]),
        "passwd": files.model("../../etc/passwd\r\n"),
        "huge-shape": files.model("huge-shape", shape={"blocks": 2**31 - 1, "layers": 1, "width": 2**31 - 1, "bias": "ALL"}),
        "overlap": files.model("overlap", offsets={"embedding.codes": [0, 8]}),
        "negative-offset": files.model("negative-offset", offsets={"block.0.weights": [-8, 100]}),
        "header-2-60": files.model("header-2-60", header_length=1 << 60),
        "header-negative": files.model("header-negative", header_length=(1 << 64) - 1),
        "cut": files.model("cut", cut=-9),
        "empty": b"",
        "no-json": b"\x08" + b"\0" * 7 + b"no json!",
        "brackets": (100_000).to_bytes(8, "little") + b"[" * 100_000,
    }
    server = Server(jar, folder)
    try:
        for name, content in bad.items():
            (server.models / f"{name}.safetensors").write_bytes(content)
        (server.models / "good.safetensors").write_bytes(files.model("abuse-good"))
        ready = server.start()
        log = server.log.read_text(errors="replace")
        reasons = [line for line in log.splitlines() if "Exception" in line or "no model" in line or "not a model" in line]
        tally.check(ready, f"it does not start: {reasons[-1][-300:] if reasons else log[-300:]}")
        if ready:
            _serves_the_good(server.target, tally)
            for name in bad:
                tally.check(f"{name}.safetensors" in log, f"the log does not name {name}.safetensors")
            tally.check("\n\tat " not in log, "stack traces in the log")
    finally:
        server.close()


def _serves_the_good(target, tally):
    found = target.request(tally, "GET", "/models").json()
    items = found["items"] if isinstance(found, dict) else found
    ids = [model["id"] for model in items]
    tally.check("abuse-good" in ids and len(ids) > 1, f"the good models are missing: {ids}")
    expected = {"abuse-good"} | {one for one in ids if one.startswith("film")}
    tally.check(set(ids) <= expected, f"bad models are served: {sorted(set(ids) - expected)}")
    for model in ids:
        luts = target.request(tally, "GET", "/luts?size=500").json().get("items", [])
        for lut in [lut["id"] for lut in luts if lut["id"].startswith(f"{model}-look")] or [luts[0]["id"]]:
            answer = target.request(tally, "GET", f"/luts/{lut}.cube?res=3&model={model}")
            tally.check(answer.status in (200, 404), f"GET /luts/{lut}.cube?model={model}: {answer.status}")


def ending(jar, folder, tally):
    """SIGTERM in the middle of large answers and of an upload: each must be complete, or its connection must break."""
    server = Server(jar, folder)
    try:
        if not server.start():
            tally.check(False, "it does not start")
            return
        target = server.target
        target.ids = [lut["id"] for lut in target.request(Tally(), "GET", "/luts?size=50").json()["items"]]
        look = first_look(target, Tally())
        origins = [(look, "&from=source"), (target.ids[0], ""), (target.ids[1], ""), (look, "&from=source")]
        streams = [threading.Thread(target=_read, args=(target, tally, f"/luts/{lut}.cube?res=129{origin}&{strength()}"))
                   for lut, origin in origins]
        sender = threading.Thread(target=_send, args=(target, tally))
        for thread in (*streams, sender):
            thread.start()
        time.sleep(1.5)
        started = target.ended = time.monotonic()
        server.terminate()
        for thread in (*streams, sender):
            thread.join(GRACE + 20)
        server.process.wait(GRACE + 20)
        tally.notes.append(f"gone {time.monotonic() - started:.1f} s after SIGTERM")
    finally:
        server.close()


def _read(target, tally, path):
    """Reads at some 5 MB/s, so that the server stops meanwhile, and counts rows."""
    tally.count("sent")
    rows, broken, status = 0, False, 0
    connection = http.client.HTTPConnection(target.host, target.port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        status = response.status
        tally.answered(f"GET {path}", status, response.headers["Retry-After"])
        while piece := response.read1(1 << 16):
            rows += piece.count(b"\n")
            time.sleep(0.01)
        broken = bool(response.length)
    except (OSError, http.client.HTTPException):
        broken = True
    finally:
        connection.close()
    if broken:
        tally.count("broken")
    whole = rows >= 129**3
    tally.check(status != 200 or broken or whole, f"GET {path}: 200 and a clean end after {rows:,} of {129**3:,} rows")
    early = time.monotonic() - target.ended < GRACE - 1
    tally.check(whole or not early or status != 200, f"GET {path}: cut off, though {GRACE} s are promised")


def _send(target, tally):
    """An upload that takes six seconds."""
    headers, body = files.multipart([(b"file", b"late.cube", files.cube(33, 0.5))], [(b"encode", b"false")])
    content = b"".join(body)
    step = len(content) // 60 + 1

    def drip():
        for at in range(0, len(content), step):
            yield content[at : at + step]
            time.sleep(0.1)

    answer = target.request(tally, "POST", "/luts", drip(), headers, key=True, seconds=40, what="an upload under way")
    became = answer.status or "a broken connection"
    tally.check(answer.status == 201, f"an upload under way at SIGTERM: {became}, though {GRACE} s are promised")
