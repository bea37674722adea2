"""Hostile uploads: bodies without a key, deceptive archives, images and looks, and names with control characters."""
import random
import zlib

from attacks import files
from attacks.files import MIB, Body, Entry, archive, cube, entry, multipart, png
from attacks.library import JSON, as_json, delete, jobs_cancelled, upload, uploaded
from attacks.watch import Temporary
from attacks.wire import parallel

COMMENTS = b"# none\n" * 149_796
"""Just under a mebibyte of comments that a reader of looks has to parse."""


def anonymous(target, tally):
    """Multipart bodies of 200 MB without a key to several addresses: none may reach the disk."""
    where = [("GET", "/luts"), ("GET", "/readyz"), ("OPTIONS", "/luts"), ("POST", "/luts"), ("POST", "/training-jobs"),
             ("PUT", "/models/active"), ("POST", "/luts/blend"), ("DELETE", "/luts/0"), ("POST", "/none")]
    headers, body = multipart([(b"file", b"large.cube", Body((COMMENTS, 200)))])
    chunked = {"Content-Type": headers["Content-Type"], "Transfer-Encoding": "chunked"}

    def send(one):
        method, path = one
        return target.request(tally, method, path, body, headers, seconds=20)

    with Temporary(target.temporary) as temporary:
        parallel(3, send, where)
        target.request(tally, "GET", "/luts", iter(body), chunked, seconds=20, what="GET /luts, chunked multipart")
        target.request(tally, "POST", "/luts", body, {**headers, "Authorization": "Bearer " + "x" * 32}, seconds=20)
    tally.check(temporary.most < MIB, f"{temporary.most >> 20} MB of bodies without a key came to the temporary folder")
    parts = [(b"x" * 200 + b"%d" % i, b"") for i in range(20_000)]
    headers, body = multipart([], parts)
    target.request(tally, "GET", "/luts", body, headers, what="GET /luts, 20,000 parts")


def texts(target, tally):
    """Control characters in names, titles and JSON, and attempts to forge a line of the log."""
    odd = [
        "a\nFORGED 2026-01-01 INFO all is well", "a\rb", "a\0b", "\x1b[2Ja\x1b]0;b\x07", "a\x7fb", "a\x85b", "a\u2028b",
        "a\u202eb",
    ]
    ids = []
    for text in odd:
        job = as_json({"name": text, "luts": [target.look], "iterations": 10_000_000})
        for what, path, body in (
            ("job name", "/training-jobs", job),
            ("job model", "/training-jobs", as_json({"mode": "encode", "model": text})),
            ("job luts", "/training-jobs", as_json({"mode": "encode", "luts": [text]})),
            ("key name", "/api-keys", as_json({"name": text})),
        ):
            answer = target.request(tally, "POST", path, body, JSON, key=True, what=f"{what} {text!r}")
            jobs_cancelled(target, answer)
            if answer.status == 201:
                target.request(tally, "DELETE", f"/api-keys/{answer.json()['id']}", key=True)
            tally.check(answer.status >= 400 or text in odd[6:], f"a {what} with a control character was taken")
        target.request(tally, "PUT", "/models/active", as_json({"model": text}), JSON, key=True, what=f"active {text!r}")
        raw = text.encode()
        for number, field in enumerate((b"title", b"tags", b"license", b"attribution")):
            content = cube(2, 0.1 + 0.01 * odd.index(text) + 0.001 * number)
            ids += uploaded(upload(target, tally, b"n.cube", content, [(field, raw), (b"encode", b"false")]))
        name = raw.replace(b"\n", b"").replace(b"\r", b"") + b".cube"
        ids += uploaded(upload(target, tally, name, cube(2, 0.3 + 0.01 * odd.index(text))))
        named = entry(raw + b"/" + raw + b".cube", cube(2, 0.4 + 0.01 * odd.index(text)))
        zipped = archive([named, entry(b"good.cube", cube(2, 0.77))])
        answer = upload(target, tally, b"names.zip", zipped)
        tally.check(answer.status == 200 and uploaded(answer), f"an archive was lost to an entry's name {text!r}")
        ids += uploaded(answer)
        for path in (
            "/luts?q=%s", "/luts?tag=%s", "/luts/%s", "/luts/%s.cube", "/models/%s", "/luts?sort=%s",
            "/luts/blend.cube?mix=%s:1", "/training-jobs/%s", "/luts/0.cube?model=%s", "/luts/0.cube?res=%s",
            "/luts/0.cube?from=%s",
        ):
            target.request(tally, "GET", path % "".join(f"%{byte:02x}" for byte in raw))
    for name in (
        b"1.cube", b"blend.cube", b".cube", b"../../x.cube", b"a" * 3000 + b".cube", b"inverse.cube", "夜景.cube".encode(),
    ):
        ids += uploaded(upload(target, tally, name, cube(2, 0.5 + 0.001 * len(name))))
    answer = target.request(tally, "GET", "/luts/1")
    tally.check(answer.json().get("id") not in ids, "a file named 1.cube took over /luts/1")
    delete(target, set(ids))
    if target.log:
        log = target.log.read_bytes()
        tally.check(b"\nFORGED" not in log, "a name with a line feed wrote a line of its own into the log")
        tally.check(b"\x1b" not in log, "a name brought ESC into the log")


def archives(target, tally):
    """Archives that unpack to much, lie, nest, or have too much of something."""
    noise = files.zeros_with_noise(150)
    good = entry(b"good.cube", cube(2, 0.88))
    bomb = files.repeated(b"x", COMMENTS, 1)
    bombs = archive([Entry(b"%04d.cube" % i, bomb.packed, bomb.size, bomb.crc) for i in range(4990)])
    deep = b"/".join(b"%x" % (i % 4096) for i in range(15_000))
    inner = Body(b"".join(archive([good])))
    stored = lambda name, body: Entry(name, body, len(body), zlib.crc32(b"".join(body)), method=0)
    hostile = {
        "5 GB in entries under 1 MiB": bombs,
        "2 GB of zeros": archive([files.repeated(b"zeros.cube", bytes(MIB), 2000), good]),
        "300 MB of zeros as .png": archive([files.repeated(b"zeros.png", noise, 300), good]),
        "thousands of folders": archive([entry(deep + b"/%d.cube" % i, cube(2, 0.6 + i / 1e4)) for i in range(40)]),
        "6,000 entries": archive([entry(b"%d.cube" % i, b"none") for i in range(6000)]),
        "4,999 bad entries": archive([entry(b"%d.cube" % i, b"none") for i in range(4999)]),
        "an encrypted entry": archive([entry(b"secret.cube", cube(2, 0.87), flags=1), good]),
        "cut in half": archive([entry(b"%d.cube" % i, cube(9, i / 1e3)) for i in range(9)]).half(),
        "zip in zip": archive([stored(b"inner.zip", inner), stored(b"inner.cube", inner), good]),
        "a size that lies": archive([entry(b"small.cube", cube(9, 0.86), size=10, crc=7), good]),
        "an unknown method": archive([entry(b"odd.cube", cube(2, 0.85), method=99), good]),
        "one entry listed 60,000 times": archive([good], [good] * 60_000),
        "paths that lead out": archive([entry(name, cube(2, 0.84)) for name in
                                        (
                                            b"../../x.cube", b"/etc/x.cube", b"C:\\x.cube", b"..\\x.cube", b"", b"/",
                                            b"\xff\xfe.cube",
                                        )]),
        "no archive": random.Random(3).randbytes(MIB),
        "an empty file": b"",
        "an empty archive": archive([]),
    }
    ids, alone = [], list(hostile)[:3]

    def send(name):
        answer = upload(target, tally, name.encode() + b".zip", hostile[name], seconds=40)
        tally.check(not (name == alone[0] and answer.status == 200), f"{name}: unpacked to the end")
        return uploaded(answer)

    # The two worst at a time, as the server receives two uploads at once.
    ids += parallel(4, send, [alone[0], alone[0], alone[1], alone[2]])
    ids += parallel(2, send, list(hostile)[3:])
    delete(target, {lut for found in ids for lut in found})


def images(target, tally):
    """Images that claim, or have, too many pixels: as looks, and as photographs of a job."""
    small = zlib.compress(bytes(65))
    text = (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(64 * MIB)))
    palette = ((b"PLTE", bytes(3 * 300)),)
    hostile = [
        png(0x7FFFFFFF, 0x7FFFFFFF, small), png(100_000, 100_000, small), png(0, 0, small), png(-1, -1, small),
        png(4096, 4096, small), png(4096, 4096, small, 16, 6), png(8, 8, small, 3, 7), png(8, 8, small, 8, 3, palette),
        png(64, 64, zlib.compress(bytes(MIB * 64))), png(512, 512, zlib.compress(bytes(513 * 512)), extra=[text]),
        png(8, 8, small)[:40], b"\x89PNG\r\n\x1a\n" + bytes(MIB), b"", files.progressive_jpeg(512, 512),
    ]
    ids = parallel(3, lambda image: uploaded(upload(target, tally, b"image.png", image)), hostile)
    large = uploaded(upload(target, tally, b"level-16.png", files.hald(16), seconds=60))
    if large:
        ends = [".cube?from=source&res=129", ".png?from=source&level=8", ".cube?from=source"] * 2
        parallel(6, lambda end: target.request(tally, "GET", f"/luts/{large[0]}{end}", seconds=30), ends)
        inverse = f"/luts/{large[0]}/inverse.cube?res=33"
        parallel(6, lambda method: target.request(tally, method, inverse, seconds=10), ["GET", "HEAD"] * 3)

    def photograph(image):
        order = as_json({"name": "abuse", "luts": [target.look], "iterations": 10_000_000})
        headers, body = multipart([(b"image", b"photograph.jpg", image)], [(b"job", order)])
        answer = target.request(tally, "POST", "/training-jobs", body, headers, key=True, what="a photograph of a job")
        jobs_cancelled(target, answer)

    progressive = files.progressive_jpeg(10_000, 10_000)
    parallel(3, photograph, [progressive] * 4 + [files.progressive_jpeg(65_500, 8), *hostile[:6], hostile[9]])
    delete(target, [*large, *(lut for found in ids for lut in found)])


def cubes(target, tally):
    """Texts that claim to be a look, or have what no look has."""
    rows = b"0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n"
    size = b"LUT_3D_SIZE 2\n"
    domain = b"DOMAIN_MIN %b %b %b\nDOMAIN_MAX %b %b %b\n"
    wide = size + domain % (*[b"-3e38"] * 3, *[b"3e38"] * 3) + rows
    hostile = [
        b"LUT_3D_SIZE 4294967297\n" + rows, b"LUT_3D_SIZE 4294967298\n" + rows, b"LUT_3D_SIZE -2\n" + rows,
        b"LUT_3D_SIZE 1" + b"0" * 5000, b"LUT_3D_SIZE 256\n" + rows, b"LUT_3D_SIZE 2\nLUT_3D_SIZE 3\n" + rows,
        b"LUT_1D_SIZE 4294967298\n" + rows, size + rows * 2, size + domain % (*[b"1"] * 3, *[b"0"] * 3) + rows,
        size + domain % (*[b"NaN"] * 3, *[b"inf"] * 3) + rows, size + domain % (*[b"0"] * 3, *[b"1e-45"] * 3) + rows,
        size + b"LUT_3D_INPUT_RANGE -3e38 3e38\n" + rows, size + b"NaN NaN NaN\n" * 8, size + b"1e39 -1e39 1e999\n" * 8,
        size + b"3e38 -3e38 3e38\n" * 4 + b"-3e38 3e38 0\n" * 4, size + b"1e-45 0 0\n" * 8,
        size + b"0x1p3 1_0 \xd9\xa1\n" * 8, size + rows[:-3], b"TITLE \"" + b"x" * MIB + b"\n" + size + rows, wide,
        b"\xef\xbb\xbf" + size + rows, size.replace(b"\n", b"\r") + rows, size + b"\0" * MIB,
        (size + rows).decode().encode("utf-16"), Body((b"#\n" * MIB, 5), size + rows), Body((b"x" * MIB, 60)),
        Body(size, (b" " * MIB, 40), rows), Body((b"KEY 1\n" * 100_000, 5), size, rows),
    ]

    def send(content):
        ids = uploaded(upload(target, tally, b"hostile.cube", content))
        for lut in ids:
            for end in (
                ".cube?strength=0.5&res=5", "/inverse.cube?res=5", "/inverse", ".png?level=3", ".cube?from=source",
                ".cube?from=source&res=9",
            ):
                start = next(iter(content)) if isinstance(content, Body) else content
                target.request(tally, "GET", f"/luts/{lut}{end}", what=f"GET /luts/…{end} of {start[:100]!r}")
        return ids

    delete(target, {lut for found in parallel(2, send, hostile) for lut in found})
