"""Malformed requests: the server must refuse each or close its connection, and must not log a stack trace."""
import random
import threading
import time

from attacks.wire import parallel

PATIENCE = 80
"""Seconds after which a silent or nearly silent connection should be closed; an idle one between requests has 75."""


def malformed(target, tally):
    """Malformed lines, headers and bodies, and 500 heads with random changes, beside connections that idle or drip."""
    before = target.log.stat().st_size if target.log else 0
    waiting = threading.Thread(target=_wait, args=(target, tally), daemon=True)
    waiting.start()
    parallel(8, lambda one: target.raw(tally, one, repr(one[:100])), [*_lines(), *_headers(), *_bodies()])
    parallel(8, lambda one: target.raw(tally, one, f"fuzz {one[:200]!r}"), _fuzz(500))
    waiting.join()
    if target.log:
        with open(target.log, "rb") as log:
            log.seek(before)
            traces = log.read().count(b"\n\tat ")
        tally.check(not traces, f"{traces} lines of stack traces in the log")


def _head(line, *headers):
    return b"\r\n".join([line, b"Host: localhost", *headers, b"", b""])


def _get(path, *headers):
    return _head(b"GET " + path + b" HTTP/1.1", *headers)


def _lines():
    queries = [
        b"q=%ff", b"q=%", b"q=%zz", b"q=%00", b"%=1", b"%ff=1", b"q=\xff", b"page=%ff", b"q=" + b"a" * 7000, b"q=a&" * 3000,
        b"page=99999999999", b"size=-1", b"sort=;drop", b"q[]=1", b"&&&=&=", b"q=%C0%80", b"q=%ED%A0%80",
    ]
    for path in (
        b"/luts", b"/readyz", b"/luts/0.cube", b"/", b"/luts/blend.cube", b"/actuator/prometheus", b"/v3/api-docs",
        b"/none",
    ):
        yield from (_get(path + b"?" + query) for query in queries)
    paths = [
        b"/%", b"/%ff", b"/%00", b"/luts/%", b"/luts/%2e%2e/%2e%2e/etc/passwd", b"/luts/..%2f..", b"//", b"/luts//0",
        b"/luts/0;a=b.cube", b"/luts/%0d%0aX: y", b"/\\", b"/luts/\x00", b"/luts/\xff", b"/luts/" + b"a" * 9000, b"*", b"",
        b"luts", b"http://[::1", b"http://example.org/luts", b"/luts/0.cube?res=%C3%28", b"/luts/0.cube?res=2147483648",
        b"/luts/0.cube?res=1e9", b"/luts/0.png?level=-1&depth=0", b"/luts/0.cube?strength=NaN",
        b"/luts/0.cube?strength=1e999", b"/luts/-1.cube", b"/luts/99999999999999999999.cube", b"/luts/0.cube/", b"/luts/0.",
        b"/luts/.cube", b"/luts/%F0%9F.cube", b"/#", b"/luts/0.cube?from=x",
    ]
    yield from (_get(path) for path in paths)
    yield from (_head(method + b" /luts HTTP/1.1") for method in (
        b"TRACE", b"CONNECT", b"PROPFIND", b"G\0ET", b"", b"get", b"G\xffT", b"A" * 9000, b"PATCH", b"LOCK", b"{", b"GET\t",
    ))
    yield from (_head(b"GET /luts " + version) for version in (
        b"HTTP/9.9", b"HTTP/1.1x", b"HTTP/", b"", b"HTTP/2.0", b"HTTP/0.9", b"HTTP/1.1 HTTP/1.1",
    ))
    yield from (
        b"\0" * 100, b"\r\n" * 500, b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + b"\0" * 200,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /luts HTTP/1.1", b"GET",
    )


def _headers():
    names = [
        b"Accept-Encoding", b"If-None-Match", b"If-Modified-Since", b"Accept", b"Accept-Language", b"Range",
        b"Content-Type", b"Host", b"Authorization", b"Origin", b"Last-Event-ID", b"traceparent", b"Cookie",
        b"X-Forwarded-For", b"Expect", b"Connection", b"Upgrade", b"Access-Control-Request-Method", b"User-Agent",
    ]
    values = [
        b"\x85", b"a\0b", b"\xff\xfe", b"", b"," * 3000, b"a" * 7000, b'"', b'W/"', b"*;q=2,gzip;q=-1,;=", b"\x1b[2J",
        b"\xc2\x85", b"a\r b", b"text/html;q=x", b"bytes=9-1,-,--",
    ]
    for path in (b"/luts/0.cube?res=2", b"/luts", b"/readyz", b"/luts/0/inverse"):
        yield from (_get(path, name + b": " + value) for name in names for value in values)
    yield from (_get(b"/luts", *headers) for headers in (
        [b"X-%d: y" % i for i in range(3000)], [b"X: " + b"a" * 20_000], [b"X" * 20_000 + b": a"], [b"no colon"],
        [b": no name"], [b" folded: a"], [b"Host: other"], [b"Content-Length: -1"],
        [b"Content-Length: 99999999999999999999"], [b"Content-Length: x"], [b"Content-Length: 1", b"Content-Length: 2"],
        [b"Transfer-Encoding: chunked", b"Content-Length: 5"], [b"Transfer-Encoding: x"],
        [b"Transfer-Encoding: gzip, chunked"], [b"Transfer-Encoding: \x0bchunked"],
    ))


def _bodies():
    kind = b"Content-Type: application/json"
    chunked = _head(b"POST /luts/blend HTTP/1.1", kind, b"Transfer-Encoding: chunked")
    yield from (chunked + body for body in (
        b"x\r\n", b"-1\r\n{}\r\n0\r\n\r\n", b"ffffffffffffffff\r\n{}", b"7fffffff\r\n{}", b"2\r\n{}", b"2\r\n{}xx0\r\n\r\n",
        b"2;" + b"e" * 20_000 + b"\r\n{}\r\n0\r\n\r\n", b"2\r\n{}\r\n0\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"\0",
        b"0" * 9000 + b"2\r\n{}\r\n0\r\n\r\n",
    ))
    texts = [
        b"", b"{", b"null", b"[]", b'"\\ud800"', b'{"weights":{"0":NaN}}', b'{"weights":{"0":1e999}}', b'{"weights":null}',
        b'{"weights":{"0":null}}', b"\xff\xfe{\0}\0", b'{"weights":{"\\u0000":1}}', b'{"weights":{"0":1},"res":1e99}',
        b'{"weights":{"0":1},"res":2.5}', b'{"weights":{"0":' + b"9" * 5000 + b"}}", b'{"weights":' * 2000,
    ]
    yield from (_head(b"POST /luts/blend HTTP/1.1", kind, b"Content-Length: %d" % len(text)) + text for text in texts)
    kinds = [
        b"text/plain", b"x", b"application/json;charset=none", b"application/json;charset=utf-7", b"multipart/form-data",
        b"multipart/form-data; boundary=", b"/", b"\xff", b"multipart/form-data; boundary=" + b"b" * 5000,
        b"application/x-www-form-urlencoded",
    ]
    for path in (b"/luts/blend", b"/luts"):
        yield from (_head(b"POST %b HTTP/1.1" % path, b"Content-Type: " + one, b"Content-Length: 7") + b"a=%ff&%" for one in kinds)
    yield _head(b"POST /luts/blend HTTP/1.1", kind, b"Content-Length: 100") + b"{"


def _fuzz(count):
    """Only reading requests without a key, so that random changes do no harm."""
    chance = random.Random(10)
    seeds = [
        _get(b"/luts?q=portra&tag=kodak&page=0&size=5&sort=title", b"Accept: application/json", b"Accept-Encoding: gzip"),
        _get(b"/luts/0.cube?res=5&strength=0.5", b'If-None-Match: "a", W/"b"', b"Accept-Encoding: gzip;q=0.5, *;q=0"),
        _get(b"/luts/blend.png?mix=0:0.5,1:0.5&level=2", b"Range: bytes=0-10",
             b"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        _head(b"POST /luts/blend HTTP/1.1", b"Content-Type: application/json", b"Content-Length: 29")
        + b'{"weights":{"0":1},"res":2}  ',
    ]
    for _ in range(count):
        head = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(head))
            match chance.randrange(5):
                case 0:
                    head[at] = chance.randrange(256)
                case 1:
                    head[at:at] = chance.randbytes(chance.randint(1, 6))
                case 2:
                    del head[at : at + chance.randint(1, 6)]
                case 3:
                    head[at:at] = head[at : at + 40] * chance.randint(1, 20)
                case 4:
                    head[at:at] = chance.choice([
                        b"%", b"\r\n", b"\0", b"\x85", b"%00", b"%ff", b";", b"..", b"//", b"&", b"\t", b"\r",
                    ])
        yield bytes(head)


def _wait(target, tally):
    """Connections that send nothing, or a byte a second, from the start or in the middle of a head or a body."""
    post = _head(b"POST /luts/blend HTTP/1.1", b"Content-Type: application/json", b"Content-Length: 100000")
    kinds = [(b"", b""), (_get(b"/luts?size=1"), b""), (b"GET /luts HTTP/1.1\r\nX: ", b"a"), (post, b" ")]
    open_ones = []
    for first, drop in kinds * 12:
        connection = target.connect()
        connection.sendall(first)
        connection.setblocking(False)
        open_ones.append((connection, drop))
        tally.count("sent")
    until = time.monotonic() + PATIENCE
    while open_ones and time.monotonic() < until:
        time.sleep(1)
        open_ones = [one for one in open_ones if _still_open(*one)]
    left = {name: sum(drop == one for _, drop in open_ones) for name, one in (
        ("idle", b""), ("dripping a head", b"a"), ("dripping a body", b" "),
    )}
    for name, count in left.items():
        tally.check(not count, f"{count} connections {name} were still open after {PATIENCE} s")
    for connection, _ in open_ones:
        connection.close()


def _still_open(connection, drop):
    try:
        connection.send(drop)
        while connection.recv(4096):
            pass
    except BlockingIOError:
        return True
    except OSError:
        pass
    connection.close()
    return False
