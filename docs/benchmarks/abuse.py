#!/usr/bin/env python3
"""Attacks a Lutra on this machine and shows how it holds up: python3 abuse.py --jar target/lutra.jar

The script starts the jar with the flags of the README, on a free port, in a temporary folder that it deletes afterwards. It can
also attack a Lutra that is running: --url http://localhost:8080 --key KEY [--pid PID, for its memory]. It leaves no look and
no key there. It needs Linux or macOS, Python 3.10 or newer and a JDK 25 from JAVA_HOME or the path. It takes some four minutes
and stops after twenty. It attacks only loopback addresses.

It prints a table: the outcome of each attack's requests, the response times of /livez, which it requests every 50 ms
meanwhile, and the resident memory of the process. 501 and 505 count as refusals. "after" is the memory when the server is
idle again and the JVM has collected garbage at the request of the script (with jcmd, which is beside java; without jcmd the
memory may still include garbage). The exit status is 1 if something is wrong: a 5xx that is not a 503 with Retry-After, a p99
of /livez above 250 ms, memory at the end more than 10 % above that of the warm server, or another fault below the table.
"""
import argparse
import os
import pathlib
import platform
import signal
import sys
import threading
import time
import urllib.parse

from attacks import library, load, malformed, startup, uploads
from attacks.server import Server, collect
from attacks.watch import Watch, calm, resident
from attacks.wire import Tally, Target, local

LIMIT = 20 * 60
LIVEZ_P99 = 0.250
GROWTH = 1.10
SHOWN = 80
"""The largest number of kinds of requests with a 5xx that the script lists for an attack."""
ATTACKS = {
    "decodes": load.decodes, "inverses": load.inverses, "blends": load.blends, "slow readers": load.slow_readers,
    "anonymous bodies": uploads.anonymous, "malformed": malformed.malformed, "names": uploads.texts,
    "archives": uploads.archives, "images": uploads.images, "cubes": uploads.cubes,
}
OWN = {"models": startup.models, "SIGTERM": startup.ending}
"""Attacks that start their own servers, and so need a jar."""
HEAD = ["attack", "sent", "2xx", "4xx", "of these 429", "503, Retry-After", "other 5xx", "broken", "unanswered",
        "/livez p50", "p99", "max, ms", "MB before", "peak", "after"]


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def counts(tally):
    return [tally.counts[name] for name in ("sent", "2xx", "4xx", "429", "503", "5xx", "broken", "unanswered")]


def megabytes(size):
    return size // 10**6 if size else "–"


def weigh(target):
    """Resident memory when the server is idle and has collected garbage."""
    calm(target)
    # Twice: objects that the first collection finds unreachable may hold memory outside of the heap until the next one.
    if collect(target.pid) and collect(target.pid):
        time.sleep(1)
    return resident(target.pid) if target.pid else None


def faults(name, tally):
    """The faults that an attack found, as texts; mere notes are in brackets."""
    found = [f"{count} × {what}" for what, count in tally.failures.most_common(SHOWN)]
    found += [f"and {len(tally.failures) - SHOWN} more kinds of 5xx"] if len(tally.failures) > SHOWN else []
    found += sorted(set(tally.faults)) + [f"({note})" for note in tally.notes]
    return [f"{name}: {fault}" for fault in found]


def attack(name, function, target, watch):
    """Runs one attack, prints its row, and returns its faults."""
    tally, before = Tally(), resident(target.pid) if target.pid else None
    watch.take()
    function(target, tally)
    quiet = calm(target)
    times, peak = watch.take()
    p50, p99, slowest = (times[min(int(len(times) * share), len(times) - 1)] for share in (0.5, 0.99, 1))
    row(name, *counts(tally), *(f"{1000 * value:.0f}" for value in (p50, p99, slowest)),
        megabytes(before), megabytes(peak), megabytes(weigh(target)))
    tally.check(quiet, "/livez was not quick again within 30 s after it")
    tally.check(p99 <= LIVEZ_P99, f"p99 of /livez {1000 * p99:.0f} ms")
    return faults(name, tally)


def warm(target):
    """Runs ordinary load until the memory no longer grows. That memory is the limit for the end, plus GROWTH."""
    tally, weights = Tally(), []
    for _ in range(6):
        library.ordinary(target, tally, target.look, target.ids)
        weights.append(weigh(target) or 0)
        if len(weights) > 2 and weights[-1] <= 1.02 * max(weights[:-1]):
            break
    tally.check(not tally.counts["broken"] + tally.counts["unanswered"], "ordinary requests were not answered")
    row("ordinary load", *counts(tally), *["–"] * 3, megabytes(weights[0]), "–", megabytes(max(weights)))
    return max(weights), faults("ordinary load", tally)


def run(target, chosen, found):
    """Runs attacks on one server, and adds faults to found."""
    listed = target.request(Tally(), "GET", "/luts?size=200")
    if listed.status != 200:
        raise SystemExit(f"No Lutra answers on port {target.port}")
    target.ids = [lut["id"] for lut in listed.json()["items"]]
    if len(target.ids) < 80:
        raise SystemExit("The service has fewer than 80 looks: start it with the shipped models")
    target.look = library.first_look(target, Tally())
    watch = Watch(target)
    try:
        before, wrong = warm(target)
        found += wrong
        for name in chosen:
            found += attack(name, ATTACKS[name], target, watch)
        library.ordinary(target, Tally(), target.look, target.ids)
        after = weigh(target)
    finally:
        watch.stop()
        library.delete(target, [target.look])
    if before and after:
        row("all, and ordinary load", *["–"] * 11, megabytes(before), "–", megabytes(after))
        if after > before * GROWTH:
            found.append(f"all: memory grew by {100 * (after / before - 1):.0f} %")


def run_jar(jar, models, chosen, found):
    """Runs attacks on servers that it starts for them."""
    if any(name in ATTACKS for name in chosen):
        server = Server(jar, models)
        try:
            if not server.start():
                raise SystemExit(f"The server does not start:\n{server.log.read_text(errors='replace')[-2000:]}")
            run(server.target, [name for name in chosen if name in ATTACKS], found)
        finally:
            server.close()
    for name in [name for name in chosen if name in OWN]:
        tally = Tally()
        OWN[name](jar, models, tally)
        row(name, *counts(tally), *["–"] * 6)
        found += faults(name, tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--url")
    where.add_argument("--jar", type=pathlib.Path)
    parser.add_argument("--key", default=os.environ.get("LUTRA_API_KEY"), help="an admin key (default: LUTRA_API_KEY)")
    parser.add_argument("--pid", type=int, help="process id of the server at --url")
    shipped = pathlib.Path(__file__).resolve().parents[2] / "models"
    parser.add_argument("--models", type=pathlib.Path, default=shipped, help="folder of the shipped models")
    parser.add_argument("--only", nargs="+", choices=[*ATTACKS, *OWN], help="run only these attacks")
    options = parser.parse_args()
    chosen = [name for name in [*ATTACKS, *(OWN if options.jar else [])] if name in (options.only or [*ATTACKS, *OWN])]
    target = target_of(parser, options) if options.url else None
    threading.stack_size(512 << 10)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"stopped: it took more than {LIMIT // 60} minutes"))
    signal.alarm(LIMIT)

    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    row(*HEAD)
    row(*["---"] * len(HEAD))
    found = []
    try:
        if target:
            run(target, chosen, found)
        else:
            run_jar(options.jar, options.models, chosen, found)
    finally:
        print("", *(f"- {line}" for line in found), sep="\n", flush=True)
    wrong = [line for line in found if ": (" not in line]
    print(f"\n{len(wrong)} faults" if wrong else "\nNothing is wrong.")
    return 1 if wrong else 0


def target_of(parser, options):
    url = urllib.parse.urlparse(options.url)
    if url.scheme != "http" or not url.hostname:
        parser.error("--url is http://localhost:PORT")
    if not options.key:
        parser.error("--key is missing")
    try:
        return Target(local(url.hostname), url.port or 80, options.key, options.pid)
    except (OSError, ValueError) as refused:
        parser.error(str(refused))


if __name__ == "__main__":
    sys.exit(main())
