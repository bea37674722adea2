"""Sends valid or malformed requests to a server on this machine, and counts the outcomes."""
import collections
import concurrent.futures
import http.client
import ipaddress
import json
import socket
import threading
import time

PIECE = 1 << 16
KEPT = 1 << 21
"""Bytes of an answer that are kept; the rest is read and discarded."""


class Tally:
    """The outcomes of the requests of one attack; its faults are texts about what went wrong."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.failures = collections.Counter()
        self.faults = []
        self.notes = []

    def count(self, *names):
        with self.lock:
            self.counts.update(names)

    def answered(self, what, status, retry_after=None):
        # RFC 9110 asks for 501 and 505 for unknown codings and versions.
        if status < 400:
            self.count("2xx")
        elif status < 500 or status in (501, 505):
            self.count("4xx", *(["429"] if status == 429 else []))
        elif status == 503 and retry_after:
            self.count("503")
        else:
            self.count("5xx")
            with self.lock:
                self.failures[f"{status} {what}"] += 1

    def check(self, right, fault):
        if not right:
            with self.lock:
                self.faults.append(fault)


class Answer:
    """An answer as far as it arrived: status is 0 if there was none, whole says whether it ended as HTTP requires."""

    def __init__(self):
        self.status, self.headers, self.kept, self.length, self.whole = 0, {}, b"", 0, False

    def json(self):
        try:
            return json.loads(self.kept)
        except ValueError:
            return {}


class Target:
    """A Lutra on this machine."""

    def __init__(self, host, port, key=None, pid=None, temporary=None, log=None):
        self.host, self.port, self.key, self.pid, self.temporary, self.log = host, port, key, pid, temporary, log

    def authorization(self):
        return {"Authorization": f"Bearer {self.key}"}

    def connect(self, seconds=10, source=None, buffer=None):
        """A bare connection; with a small buffer the server notices a client that does not read."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(seconds)
        if buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        try:
            if source and family == socket.AF_INET:
                connection.bind((source, 0))
        except OSError:
            pass  # Not every system has all of 127.0.0.0/8.
        connection.connect((self.host, self.port))
        return connection

    def request(self, tally, method, path, body=None, headers=None, key=False, seconds=30, what=None):
        """Sends a request, counts its outcome, and returns the answer."""
        what = what or f"{method} {path[:100]}"
        headers = {**(headers or {}), **(self.authorization() if key else {})}
        answer, until = Answer(), time.monotonic() + seconds
        connection = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        tally.count("sent")
        try:
            try:
                connection.request(method, path, body, headers, encode_chunked="Transfer-Encoding" in headers)
            except (BrokenPipeError, ConnectionResetError):
                pass  # The server may refuse the request before it has all of it.
            response = connection.getresponse()
            answer.status, answer.headers = response.status, response.headers
            tally.answered(what, response.status, response.headers["Retry-After"])
            while piece := response.read1(PIECE):
                answer.length += len(piece)
                answer.kept += piece[: KEPT - len(answer.kept)]
                if time.monotonic() > until:
                    raise TimeoutError
            answer.whole = not response.length
            if not answer.whole:
                tally.count("broken")
        except TimeoutError:
            tally.count("unanswered")
        except (OSError, http.client.HTTPException):
            tally.count("broken")
        finally:
            connection.close()
        return answer

    def raw(self, tally, message, what, seconds=5, close=True):
        """Sends bytes unchanged, closes its side of the connection, and counts the status line, if there is one."""
        tally.count("sent")
        try:
            with self.connect(seconds) as connection:
                try:
                    connection.sendall(message)
                    if close:
                        connection.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                status, head = status_of(read_head(connection))
                if status:
                    tally.answered(what, status, b"\nretry-after:" in head.lower())
                else:
                    tally.count("broken")
                return status
        except TimeoutError:
            tally.count("unanswered")
        except OSError:
            tally.count("broken")
        return 0


def read_head(connection):
    head = b""
    while b"\r\n\r\n" not in head and len(head) < PIECE:
        piece = connection.recv(4096)
        if not piece:
            break
        head += piece
    return head


def status_of(head):
    words = head.split(b" ", 2)
    found = len(words) > 1 and words[0].startswith(b"HTTP/1.") and words[1].isdigit()
    return int(words[1]) if found else 0, head


def local(host):
    """The address of a name if it is a loopback address; raises ValueError otherwise."""
    found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    if not all(ipaddress.ip_address(address).is_loopback for address in found):
        raise ValueError(f"{host} is not this machine's loopback: only a local Lutra may be attacked")
    return sorted(found, key=lambda address: ":" in address)[0]


def parallel(connections, function, items):
    with concurrent.futures.ThreadPoolExecutor(connections) as pool:
        return list(pool.map(function, items))


def flood(connections, seconds, function, items):
    """Like parallel, but starts nothing new when the time is up. After a refusal it pauses only for a moment."""
    until = time.monotonic() + seconds

    def one(item):
        if time.monotonic() < until and function(item).status == 429:
            time.sleep(0.05)

    parallel(connections, one, items)
