"""The mix of requests: each kind is a function of a Session, with its share of all requests."""
import json
import re
import threading
import time
import urllib.parse

from attacks import files
from soaking import inputs

FORMATS = ("cube", "png", "3dl", "csp", "clf", "spi3d", "vlt", "itx", "look", "vf", "icc", "npy", "token")
SIZELESS = ("png", "token", "vlt")
"""Formats of which only one size is written, or that have a level."""
OWN = 40
"""The largest number of own looks that the service keeps at a time."""
JSON = {"Content-Type": "application/json"}
PNG = {"Content-Type": "image/png"}
NO_JOB = "No job"


class Shared:
    """What the threads share: the looks of the library, and what the run itself has made."""

    def __init__(self, ids, assets, random):
        self.lock = threading.Lock()
        self.ids, self.assets = ids, assets
        self.own, self.tokens, self.etags = [], [], {}
        self.photographs = [inputs.photograph(random, 360, 240) for _ in range(3)]
        self.files = [inputs.cube(random, size) for size in (2, 9, 17, 33)]
        self.job, self.trained = None, 0

    def add(self, ids):
        with self.lock:
            self.own += ids

    def take(self, random):
        """An own look, which no other thread gets; None if there is none."""
        with self.lock:
            return self.own.pop(random.randrange(len(self.own))) if self.own else None


class Session:
    """A thread's view: its client, its random numbers, and what all share."""

    def __init__(self, client, random, shared):
        self.client, self.random, self.shared = client, random, shared

    def id(self):
        return self.random.choice(self.shared.ids)

    def mix(self):
        chosen = self.random.sample(self.shared.ids, self.random.randint(2, 4))
        return ",".join(f"{lut}:{self.random.randint(1, 9) / 10}" for lut in chosen)

    def strength(self, joint="?"):
        """Mostly none; else one of many, so that no cache has the answer."""
        return f"{joint}strength={self.random.uniform(0.1, 1):.6f}" if self.random.random() < 0.3 else ""


def file(s):
    extension = s.random.choice(FORMATS)
    query = ""
    if extension == "png":
        query = f"?level={s.random.choice((4, 6, 8))}&depth={s.random.choice((8, 16))}"
    elif extension not in SIZELESS:
        query = f"?res={s.random.choice((9, 17, 33, 33, 33, 65))}"
    path = f"/luts/{s.id()}.{extension}{query}{s.strength('&' if query else '?')}"
    answer = s.client.get("file", path, Accept_Encoding=s.random.choice(("gzip", "identity")))
    if answer.status == 200 and "strength" not in path:
        with s.shared.lock:
            s.shared.etags[path] = answer.headers["ETag"]


def large_file(s):
    s.client.get("large file", f"/luts/{s.id()}.cube?res=129")


def conditional(s):
    with s.shared.lock:
        known = s.random.choice(list(s.shared.etags.items())) if s.shared.etags else None
    if known:
        # The entity tag names the encoding too, so the request has that of the first answer.
        encoding = "gzip" if "gzip" in known[1] else "identity"
        s.client.get("conditional", known[0], (304,), If_None_Match=known[1], Accept_Encoding=encoding)
    else:
        file(s)


def description(s):
    search = f"/luts?q={s.random.choice('abcdefgh')}&sort={s.random.choice(('model', 'title', 'newest'))}&size=50"
    trait = f"/luts?trait={s.random.choice(('warm', 'faded', 'monochrome'))}&page={s.random.randint(0, 2)}"
    path = s.random.choice((search, trait, f"/luts/{s.id()}", f"/luts/{s.id()}", "/models", "/models/film", "/training-jobs"))
    s.client.get("description", path)


def page(s):
    path = s.random.choice(s.shared.assets)
    s.client.get("page", path, (200, 302), Accept_Encoding=s.random.choice(("gzip", "br, gzip", "identity")))


def health(s):
    s.client.get("health", s.random.choice(("/livez", "/readyz", "/actuator/health", "/actuator/info", "/v3/api-docs")))


def preview(s):
    width, picture = s.random.choice((160, 320, 640)), s.random.choice(("landscape", "still-life", "chart"))
    s.client.get("preview", f"/luts/{s.id()}/preview.jpg?width={width}&picture={picture}{s.strength('&')}")


def token(s):
    answer = s.client.get("token", f"/luts/{s.id()}/token?bytes={s.random.choice((54, 84, 120, 215))}{s.strength('&')}")
    if answer.status == 200:
        with s.shared.lock:
            s.shared.tokens = s.shared.tokens[-200:] + [answer.json()["token"]]


def token_read(s):
    with s.shared.lock:
        text = s.random.choice(s.shared.tokens) if s.shared.tokens else None
    if not text:
        return token(s)
    part = s.random.choice((".cube?res=17", ".cube", ".png?level=6", ".csp", "", "/preview.jpg?width=320"))
    s.client.get("token, read", f"/tokens/{text}{part}")
    return s.client.get("page", f"/t/{text}")


def blend(s):
    kind = s.random.randrange(4)
    if kind == 0:
        s.client.get("blend", f"/luts/blend.cube?mix={s.mix()}&res={s.random.choice((17, 33))}")
    elif kind == 1:
        s.client.get("blend", f"/luts/blend.png?mix={s.mix()}&level=6&space=embedding")
    elif kind == 2:
        s.client.get("blend", f"/luts/blend/preview.jpg?mix={s.mix()}&width=320")
    else:
        weights = {lut: s.random.randint(1, 9) for lut in s.random.sample(s.shared.ids, 3)}
        body = json.dumps({"weights": weights, "res": 33, "format": s.random.choice(("cube", "spi3d", "clf"))})
        s.client.send("blend", "POST", "/luts/blend", body=body, headers=JSON)


def inverse(s):
    path = f"/luts/{s.id()}/inverse{s.random.choice(('', '.cube?res=17', '.cube?res=33', '.png?level=4'))}"
    s.client.get("inverse", path)


def similar(s):
    if s.random.random() < 0.5:
        s.client.get("similar", f"/luts/{s.id()}/similar?size=10")
    else:
        headers, body = files.multipart([(b"file", b"a.cube", s.random.choice(s.shared.files))])
        s.client.send("similar", "POST", "/luts/similar", body=b"".join(body), headers=headers)


def archive(s):
    path = s.random.choice(("/luts.zip?q=fuji&res=17", "/luts.zip?q=kodak&format=png&level=4", "/ocio.zip?q=agfa&res=17"))
    s.client.get("archive", path)


def model(s):
    s.client.get("model", s.random.choice(("/models/film.safetensors", "/models/film.safetensors?detail=false")))


def upload(s):
    """A look, sometimes one that is encoded too, or an archive; beyond OWN looks it deletes first."""
    while len(s.shared.own) >= OWN:
        delete(s)
    encode = s.random.random() < 0.1
    if s.random.random() < 0.1:
        content, name = inputs.archive([inputs.cube(s.random, 9) for _ in range(3)]), b"soak.zip"
    else:
        content, name = inputs.cube(s.random, s.random.choice((9, 17, 33))), b"soak.cube"
    headers, body = files.multipart([(b"file", name, content)], [(b"encode", b"true" if encode else b"false"), (b"tags", b"soak")])
    answer = s.client.send("upload", "POST", "/luts", (200, 201), b"".join(body), headers, key=True)
    found = answer.json()
    ids = [lut["id"] for lut in found.get("accepted", [found] if "id" in found else [])]
    for lut in ids[:1]:
        s.client.get("own look", f"/luts/{lut}.{s.random.choice(('cube', 'cube?from=source', 'png', 'clf'))}")
    s.shared.add(ids)


def delete(s):
    lut = s.shared.take(s.random)
    if lut:
        s.client.send("delete", "DELETE", f"/luts/{lut}", (204,), key=True)
        s.client.get("gone", f"/luts/{lut}", (404,))


def job(s):
    """Queues a short job if the last one has ended: mostly encodings, and now and then a training; some are cancelled."""
    with s.shared.lock:
        if s.shared.job is NO_JOB:
            return
        last, s.shared.job = s.shared.job, NO_JOB
    try:
        if last and s.client.get("job", f"/training-jobs/{last}").json().get("state") in ("QUEUED", "RUNNING"):
            return
        last = queue(s) or last
    finally:
        s.shared.job = last


def queue(s):
    # Each training leaves a model, which the service keeps: a few are enough for any length of the run.
    train = s.shared.trained < 3 and s.random.random() < 0.3
    with s.shared.lock:
        own = s.shared.own[:3]
    if train:
        body = {"mode": "train", "name": "Soak", "luts": s.random.sample(s.shared.ids, 6), "iterations": 200, "augment": 0,
                "preset": "tiny", "accuracy": "none"}
    else:
        body = {"mode": "encode", "luts": own or s.shared.ids[:2], "accuracy": s.random.choice(("0.5/2", "1/4"))}
    # An own look can be deleted in the meantime.
    answer = s.client.send("job", "POST", "/training-jobs", (202, 422), json.dumps(body), JSON, key=True)
    queued = answer.json().get("id")
    if queued and train:
        s.shared.trained += 1
    if queued and s.random.random() < 0.2:
        s.client.send("job", "DELETE", f"/training-jobs/{queued}", (200, 202, 204, 409), key=True)
    elif queued and s.random.random() < 0.5:
        s.client.get("job events", f"/training-jobs/{queued}/events", Accept="text/event-stream")
    return queued


def apply(s):
    picture = s.random.choice(s.shared.photographs)
    path = f"/luts/{s.id()}/apply{s.strength()}" if s.random.random() < 0.7 else f"/luts/blend/apply?mix={s.mix()}"
    s.client.send("apply", "POST", path, body=picture, headers=PNG)


def pair(s):
    """A photograph, and the same with a look, as a pair: the look must be found again, and so no request is refused."""
    before = s.random.choice(s.shared.photographs)
    after = s.client.send("apply", "POST", f"/luts/{s.id()}/apply", body=before, headers=PNG)
    if after.status == 200:
        headers, body = files.multipart([(b"before", b"a.png", before), (b"after", b"b.png", after.body)])
        path = "/luts/from-pair" + s.random.choice(("", "?format=cube&res=17", "?format=png&level=6"))
        s.client.send("pair", "POST", path, (200, 422), b"".join(body), headers)


BAD = (
    ("GET", "/luts/none-such.cube", None, {}, (404,)),
    ("GET", "/luts/0.cube?res=1", None, {}, (422,)),
    ("GET", "/luts/0.cube?res=many", None, {}, (400,)),
    ("GET", "/luts/0.cube?rse=33", None, {}, (400,)),
    ("GET", "/luts/0.png?level=99", None, {}, (422,)),
    ("GET", "/luts/0.cube?strength=2", None, {}, (422,)),
    ("GET", "/luts/blend.cube?mix=0:-1", None, {}, (400, 422)),
    ("GET", "/tokens/Labc.cube", None, {}, (400,)),
    ("GET", "/luts?size=100000", None, {}, (422,)),
    ("GET", "/%00", None, {}, (400, 404)),
    ("PATCH", "/luts/0", b"{}", JSON, (401, 405)),
    ("POST", "/luts", b"x", {"Content-Type": "text/plain"}, (401, 415)),
    ("DELETE", "/luts/0", None, {}, (401,)),
    ("POST", "/luts/blend", b'{"weights":', JSON, (400,)),
    ("POST", "/luts/blend", b'{"wieghts":{"0":1}}', JSON, (400,)),
    ("POST", "/luts/0/apply", b"\x89PNG\r\n\x1a\n", PNG, (422,)),
    ("POST", "/luts/0/apply", b"GIF89a", {"Content-Type": "image/gif"}, (415,)),
    ("POST", "/training-jobs", b"{}", JSON, (401,)),
    ("GET", "/models/none", None, {}, (404,)),
)


def bad(s):
    method, path, body, headers, wanted = s.random.choice(BAD)
    s.client.send("bad", method, path, wanted, body, dict(headers))


def bad_upload(s):
    """Files that are damaged, sent with a key."""
    content = s.random.choice((b"", b"LUT_3D_SIZE 2\n0 0 0\n", b"LUT_3D_SIZE 99999\n", b"PK\3\4broken", b"\x89PNG\r\n\x1a\n"))
    headers, body = files.multipart([(b"file", b"bad.cube", content)], [(b"encode", b"false")])
    s.client.send("bad", "POST", "/luts", (400, 415, 422), b"".join(body), headers, key=True)


SHARES = {
    file: 34, conditional: 12, description: 12, page: 8, preview: 7, blend: 6, token: 3, token_read: 4, inverse: 3, similar: 2,
    upload: 3, delete: 2, apply: 1.5, pair: 0.4, health: 2, bad: 3, bad_upload: 0.7, job: 0.6, archive: 0.5, model: 0.5,
    large_file: 0.3,
}
"""Each kind's share of the requests, in percent."""


def assets(client):
    """Addresses of the page and of what it needs."""
    found = {"/"}
    text = client.get("page", "/").body.decode()
    for address in re.findall(r'(?:src|href)="([^":#]+)"', text):
        found.add(urllib.parse.urljoin("/", address))
    return sorted(found)


def settle(client, shared):
    """Deletes what the run has made, as far as it can be deleted."""
    deadline = time.monotonic() + 120
    while shared.job and shared.job is not NO_JOB and time.monotonic() < deadline:
        if client.get("job", f"/training-jobs/{shared.job}").json().get("state") not in ("QUEUED", "RUNNING"):
            break
        time.sleep(1)
    for lut in shared.own:
        client.send("delete", "DELETE", f"/luts/{lut}", (204, 404), key=True)
