"""Sends requests over kept connections, and keeps their outcomes and times."""
import collections
import http.client
import json
import threading
import time

IDLE = 20
"""Seconds after which an idle connection is not used again: the server may close it in the moment in which it is used."""
PATIENCE = 300
KEPT = 1 << 24
"""Bytes of an answer that are kept; the rest is read and discarded."""


class Answer:
    """An answer: status is 0 if there was none."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body) if self.status in (200, 201, 202) else {}


class Record:
    """The outcomes of all requests, by kind."""

    def __init__(self):
        self.lock = threading.Lock()
        self.statuses = collections.defaultdict(collections.Counter)
        self.times = collections.defaultdict(list)
        self.broken = collections.Counter()
        self.wrong = collections.Counter()
        self.late = 0.0
        self.skipped = 0

    def add(self, kind, status, seconds):
        with self.lock:
            self.statuses[kind][status] += 1
            self.times[kind].append(seconds)

    def fault(self, text):
        with self.lock:
            self.wrong[text] += 1

    def reset(self, text):
        with self.lock:
            self.broken[text] += 1

    def delay(self, seconds):
        with self.lock:
            self.late = max(self.late, seconds)


class Client:
    """One client; each thread has its own."""

    def __init__(self, host, port, key, record):
        self.host, self.port, self.key, self.record = host, port, key, record
        self.connection, self.used = None, 0.0

    def get(self, kind, path, wanted=(200,), **headers):
        return self.send(kind, "GET", path, wanted, headers={name.replace("_", "-"): text for name, text in headers.items()})

    def send(self, kind, method, path, wanted=(200,), body=None, headers=None, key=False):
        """Sends a request. An answer with another status than those wanted is a fault, except 429 with Retry-After."""
        headers = {**(headers or {}), **({"Authorization": f"Bearer {self.key}"} if key else {})}
        what = f"{method} {path[:160]}"
        started = time.perf_counter()
        try:
            connection = self._connected()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read(KEPT)
            while response.read1(1 << 16):
                pass
        except (OSError, http.client.HTTPException) as broken:
            self.close()
            self.record.reset(f"{kind}: {what}: {type(broken).__name__} {broken}")
            return Answer(0, {}, b"")
        self.used = time.monotonic()
        self.record.add(kind, response.status, time.perf_counter() - started)
        answer = Answer(response.status, response.headers, content)
        self._check(kind, what, answer, wanted)
        return answer

    def _connected(self):
        if self.connection and time.monotonic() - self.used > IDLE:
            self.close()
        if not self.connection:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        return self.connection

    def _check(self, kind, what, answer, wanted):
        if answer.status == 429 and answer.headers["Retry-After"]:
            return
        if answer.status not in wanted:
            self.record.fault(f"{kind}: {answer.status} {what}: {answer.body[:200].decode(errors='replace')}")
        elif answer.status >= 400:
            kept = answer.headers["Content-Type"] or ""
            if not kept.startswith("application/problem+json") or not json.loads(answer.body).get("code"):
                self.record.fault(f"{kind}: {answer.status} {what}: not a problem with a code, but {kept}")

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None
