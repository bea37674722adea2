#!/usr/bin/env python3
"""Restarts the apis of docker-compose.yml one after the other under load, and counts the requests that fail.

    docker compose up -d --build --wait
    python3 docs/benchmarks/rolling-restart.py http://localhost:8080 "$LUTRA_API_KEY" [rounds] [requests per second]

A request fails if its connection breaks, its answer is cut, its JSON does not parse, or its status is not 2xx. A client that is told to come back
later (429 with Retry-After) sends its request again; these are counted too. Each client keeps its connection to the proxy. The uploads stay in the service, under the tag `rolling-restart`. Exit status 1: at least one request failed.
"""

import collections
import http.client
import json
import random
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

BASE = urllib.parse.urlsplit(sys.argv[1])
KEY = sys.argv[2]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 2
RATE = float(sys.argv[4]) if len(sys.argv) > 4 else 40
CLIENTS = 16
APIS = ["api-1", "api-2"]

done = threading.Event()
lock = threading.Lock()
answers = collections.Counter()
failures = []


def connect():
    return http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=60)


def ask(connection, method, path, body=None, headers=None):
    """Sends a request, reads the answer to its end, and returns its status and body."""
    while True:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 429 or done.is_set():
            return answer.status, content
        with lock:
            answers["refused and sent again"] += 1
        time.sleep(int(answer.getheader("Retry-After")))


def upload(rng):
    # The comment makes each file one that the service does not have yet.
    name = uuid.uuid4().hex
    rows = "\n".join(f"{rng.random():.6f} {rng.random():.6f} {rng.random():.6f}" for _ in range(8))
    parts = [
        ("file", f'; filename="restart-{name}.cube"', f"# {name}\nLUT_3D_SIZE 2\n{rows}\n"),
        ("tags", "", "rolling-restart"),
        ("encode", "", "false"),
    ]
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n' for name, file, value in parts
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": f"Bearer {KEY}"}
    return "POST", "/luts", body + "--x--\r\n", headers


def requests(rng, looks):
    """The next request, in a typical mix: method, path, body, headers."""
    look, other = rng.sample(looks, 2)
    kind = rng.choices(["cube", "png", "list", "look", "blend", "upload"], [35, 10, 10, 20, 15, 10])[0]
    if kind == "cube":
        return kind, "GET", f"/luts/{look}.cube?res={rng.choice([9, 17, 33])}", None, None
    if kind == "png":
        return kind, "GET", f"/luts/{look}.png?level=4", None, None
    if kind == "list":
        return kind, "GET", f"/luts?size=20&page={rng.randrange(10)}", None, None
    if kind == "look":
        return kind, "GET", f"/luts/{look}", None, None
    if kind == "blend":
        weight = round(rng.random(), 3)
        body = json.dumps({"weights": {look: weight, other: round(1 - weight, 3)}, "res": 9, "format": "cube"})
        return kind, "POST", "/luts/blend", body, {"Content-Type": "application/json"}
    return kind, *upload(rng)


def client(number, looks):
    rng = random.Random(number)
    connection = connect()
    while not done.is_set():
        time.sleep(rng.expovariate(RATE / CLIENTS))
        kind, method, path, body, headers = requests(rng, looks)
        try:
            status, answer = ask(connection, method, path, body, headers)
            trouble = None if 200 <= status < 300 else f"{status} {answer[:200]!r}"
            if trouble is None and kind in ("list", "look", "upload"):
                # A proxy can end a chunked answer that it cuts like a complete one.
                json.loads(answer)
        except ValueError as e:
            trouble = f"{e}: {answer[-100:]!r}"
        except (OSError, http.client.HTTPException) as e:
            trouble = repr(e)
            connection.close()
            connection = connect()
        with lock:
            answers[kind] += 1
            if trouble:
                failures.append(f"{time.strftime('%X')} {method} {path}: {trouble}")


def compose(*arguments):
    subprocess.run(["docker", "compose", *arguments], check=True, capture_output=True)


def main():
    status, body = ask(connect(), "GET", "/luts?size=100")
    looks = [lut["id"] for lut in json.loads(body)["items"]]
    threads = [threading.Thread(target=client, args=(n, looks), daemon=True) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    for _ in range(ROUNDS):
        for api in APIS:
            started = time.monotonic()
            compose("up", "-d", "--no-deps", "--force-recreate", "--wait", api)
            print(f"{api} was replaced in {time.monotonic() - started:.1f} s, {sum(answers.values())} requests so far",
                  flush=True)
    time.sleep(3)
    done.set()
    for thread in threads:
        thread.join(90)
    print(*failures[:20], sep="\n")
    print(f"{len(failures)} of {sum(answers.values())} requests failed:", dict(sorted(answers.items())))
    return 1 if failures else 0


sys.exit(main())
