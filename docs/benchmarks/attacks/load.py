"""More work than the machine can do: decodes, inverses, blends, and clients that hardly read."""
import itertools
import random
import threading
import time

from attacks.library import JSON, as_json, strength
from attacks.wire import flood, parallel, read_head, status_of


def decodes(target, tally):
    """Uncached decodes: many looks, sizes and strengths over 64 connections."""
    chance = random.Random(1)
    sizes = (".cube?res=33", ".cube?res=65", ".png?level=8", ".png?level=10", ".cube?res=48")
    paths = [f"/luts/{chance.choice(target.ids)}{chance.choice(sizes)}&{strength()}" for _ in range(3000)]
    flood(64, 12, lambda path: target.request(tally, "GET", path, seconds=30), paths)


def inverses(target, tally):
    """Eight inverses at 129³, eight measurements of inverses, and eight HEAD requests of each, all at once."""
    ids = itertools.cycle(target.ids[40:72])
    wanted = [("GET", ".cube?res=129"), ("GET", ""), ("HEAD", ".cube?res=129"), ("HEAD", "")]
    asked = [(method, f"/luts/{next(ids)}/inverse{end}") for method, end in wanted for _ in range(8)]
    parallel(32, lambda one: target.request(tally, *one, seconds=20), asked)


def blends(target, tally):
    """Blends of up to 16 looks over 32 connections; some have invalid weights."""
    chance = random.Random(2)
    odd = ["NaN", "Infinity", "1e308", "-1", "0", "1e-320", "", "0x1p3", "1" * 400]

    def one(number):
        looks = chance.sample(target.ids, 16)
        mix = ",".join(f"{look}:{chance.random():.4f}" for look in looks)
        kind = number % 6
        if kind == 0:
            mix += f",{target.look}:{odd[number // 6 % len(odd)]}"
        if kind < 3:
            return target.request(tally, "GET", f"/luts/blend.cube?mix={mix}&res={33 if kind else 65}", seconds=20)
        weights = {look: chance.random() for look in looks + ([target.look] if kind == 4 else [])}
        order = {"weights": weights, "res": 64, "format": "png" if kind == 5 else "cube"}
        return target.request(tally, "POST", "/luts/blend", as_json(order), JSON, seconds=20)

    flood(32, 8, one, range(1500))
    for weights in ({}, {"x" * 90000: 1}, {str(i): 1e308 for i in range(5000)}, {"0": 1e308, "1": 1e308}, {"0": 5e-324}):
        target.request(tally, "POST", "/luts/blend", as_json({"weights": weights, "res": 17}), JSON)
    target.request(tally, "POST", "/luts/blend", b"[" * 500_000, JSON, what="POST /luts/blend 500,000 brackets")


def slow_readers(target, tally):
    """24 clients read large answers from source and network at a byte a second, while a normal client requests one too."""
    stop = threading.Event()
    paths = [f"/luts/{look}.cube?res=129&{origin}{strength()}"
             for look, origin in ((target.look, "from=source&"), (target.ids[3], ""), (target.ids[4], "from=network&"))] * 8

    def slow(path):
        tally.count("sent")
        try:
            with target.connect(30, source="127.0.0.2", buffer=4096) as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\nHost: abuse\r\n\r\n".encode())
                status, head = status_of(read_head(connection))
                tally.answered(f"GET {path}", status or 400, b"\nretry-after:" in head.lower())
                while status == 200 and not stop.wait(1):
                    if not connection.recv(1):
                        tally.count("broken")
                        return
        except OSError:
            tally.count("broken")

    readers = [threading.Thread(target=slow, args=(path,), daemon=True) for path in paths]
    for reader in readers:
        reader.start()
    time.sleep(2)
    started, served = time.monotonic(), None
    while served is None and time.monotonic() < started + 30:
        answer = target.request(tally, "GET", f"/luts/{target.ids[5]}.cube?res=129&{strength()}", seconds=30)
        if answer.status == 200 and answer.whole:
            served = time.monotonic() - started
        else:
            time.sleep(1)
    tally.check(served is not None, "a good client got no large answer within 30 s")
    if served is not None:
        tally.notes.append(f"the good client had its {answer.length >> 20} MB after {served:.1f} s")
    stop.set()
    for reader in readers:
        reader.join(5)


