"""The actions of an ordinary user: load that warms a server up, an upload, and the cleaning up."""
import itertools
import json

from attacks import files
from attacks.wire import Tally, parallel

TITLE = b"Abuse, may be deleted"
JSON = {"Content-Type": "application/json"}
strengths = itertools.count(1)


def strength():
    """A strength that is new for each request, so that no cache has the answer."""
    return f"strength={0.2 + next(strengths) / 1e6:.6f}"


def upload(target, tally, name, content, fields=((b"encode", b"false"),), key=True, seconds=30):
    """Uploads a file without encoding it."""
    headers, body = files.multipart([(b"file", name, content)], fields)
    return target.request(tally, "POST", "/luts", body, headers, key=key, seconds=seconds, what=f"POST /luts {name[:40]!r}")


def uploaded(answer):
    """Ids of the looks that an upload has stored."""
    found = answer.json() if answer.status in (200, 201) else {}
    return [lut["id"] for lut in found.get("accepted", [found] if "id" in found else [])]


def delete(target, ids):
    """Deletes the looks that an attack uploaded."""
    silent = Tally()
    parallel(4, lambda lut: target.request(silent, "DELETE", f"/luts/{lut}", key=True), ids)


def first_look(target, tally):
    """Uploads the look that attacks on sources request, and returns its id."""
    found = uploaded(upload(target, tally, b"abuse.cube", files.cube(33), [(b"title", TITLE), (b"encode", b"false")]))
    if not found:
        raise SystemExit("The key is refused, or uploads are: see --key")
    return found[0]


def ordinary(target, tally, look, ids):
    """Some seconds of mixed load, as of a busy ordinary day."""

    def get(path):
        target.request(tally, "GET", path)

    def add(number):
        delete(target, uploaded(upload(target, tally, b"ordinary.cube", files.cube(17, 0.3 + number / 1000))))

    some = ids[:16]
    mix = ",".join(f"{lut}:0.25" for lut in some[:4])
    parallel(4, get, [f"/luts/{lut}.cube?res={res}&{strength()}" for lut in some for res in (17, 33, 65)])
    parallel(4, get, [f"/luts/{lut}.png?level={level}&{strength()}" for lut in some[:8] for level in (4, 8)])
    parallel(2, get, [f"/luts/{lut}.cube?res=129&{strength()}" for lut in (look, ids[0], ids[1])])
    parallel(2, get, [f"/luts/{lut}/inverse{part}" for lut in some[:3] for part in ("", ".cube?res=33")])
    parallel(2, get, [
        "/luts?size=200", "/luts?q=a&sort=title", "/models", "/v3/api-docs", f"/luts/{look}", "/none", "/luts/none.cube",
    ])
    parallel(2, get, [f"/luts/blend.cube?mix={mix}&res={res}" for res in (17, 33)])
    parallel(2, add, range(6))


def jobs_cancelled(target, answer):
    """Cancels a job that the service should have refused."""
    if answer.status == 202 and "id" in answer.json():
        target.request(Tally(), "DELETE", f"/training-jobs/{answer.json()['id']}", key=True)


def as_json(value):
    return json.dumps(value).encode()
