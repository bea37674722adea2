#!/usr/bin/env python3
"""Puts a Lutra under mixed load for a long time, and shows whether it keeps its shape: python3 soak.py --jar target/lutra.jar

The script starts the jar on a free port, in a temporary folder that it deletes afterwards (--command with the whole command
line starts it in another way), or takes one that runs: --url http://localhost:8080 --key KEY --pid PID. It sends requests of
all kinds at --rate a second for --minutes: files in every format, conditional requests, previews, tokens, blends, inverses,
uploads, deletions, training and encoding jobs, photographs, pairs of photographs, archives, and bad requests, which must be
refused with problems. Everything is drawn from --seed. It needs Linux, and Python 3.10 or newer.

It prints the requests, statuses and times of each kind, and the slopes of resident memory, threads and open files over the
second half. A slope is "flat" if it is at most 5 % of the mean in an hour, with two standard errors to spare; "grows" if it is
more, with two standard errors to spare; "not shown" if the run was too short to tell. The exit status is 1 if there was a 5xx,
a broken connection or an unexpected status, or if something grows. 429 with Retry-After is a documented answer.
"""
import argparse
import os
import pathlib
import platform
import queue
import random
import shlex
import signal
import sys
import threading
import time
import urllib.parse
import urllib.request

from attacks.server import Server
from attacks.wire import Tally, Target, local
from soaking import mix
from soaking.client import Client, Record
from soaking.samples import Samples, line, verdict

THREADS = 8
LIMIT = 0.05
"""The growth in an hour, as a share of the mean, up to which something counts as flat."""
JUDGED = ("resident memory, MB", "threads", "open files")
SHOWN = 30


def work(session, record, jobs):
    """Takes kinds of requests from a queue until it gets None. A fault of the script itself is a fault, too."""
    while (item := jobs.get()) is not None:
        due, kind = item
        record.delay(time.monotonic() - due)
        try:
            kind(session)
        except Exception as wrong:  # The run must not end an hour's work, nor hide this.
            record.fault(f"soak.py: {kind.__name__}: {type(wrong).__name__} {wrong}")
    session.client.close()


def load(target, options, record, shared):
    """Sends requests at the given rate, with random gaps, for the given time."""
    jobs, draw = queue.Queue(), random.Random(options.seed)
    threads = []
    for number in range(THREADS):
        session = mix.Session(Client(target.host, target.port, target.key, record), random.Random(f"{options.seed} {number}"), shared)
        threads.append(threading.Thread(target=work, args=(session, record, jobs), daemon=True))
        threads[-1].start()
    kinds, shares = zip(*mix.SHARES.items())
    due = time.monotonic()
    end = due + 60 * options.minutes
    while due < end and (not target.pid or pathlib.Path(f"/proc/{target.pid}").exists()):
        time.sleep(max(0.0, due - time.monotonic()))
        # Requests that wait for a slow server here would come as a flood later.
        if jobs.qsize() < THREADS:
            jobs.put((due, draw.choices(kinds, shares)[0]))
        else:
            record.skipped += 1
        due += draw.expovariate(options.rate)
    for _ in threads:
        jobs.put(None)
    for thread in threads:
        thread.join(300)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def milliseconds(times, share):
    return f"{1000 * times[min(int(len(times) * share), len(times) - 1)]:.0f}"


def report_requests(record):
    """Prints a row for each kind."""
    row("kind", "requests", "statuses", "p50", "p99", "max, ms")
    row(*["---"] * 6)
    for kind in sorted(record.statuses):
        statuses, times = record.statuses[kind], sorted(record.times[kind])
        told = ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))
        row(kind, f"{sum(statuses.values()):,}", told, *(milliseconds(times, share) for share in (0.5, 0.99, 1)))
    everything = [status for counts in record.statuses.values() for status in counts.elements()]
    broken = sum(record.broken.values())
    print(f"\n{len(everything):,} requests; 5xx: {sum(status >= 500 for status in everything)}; broken: {broken};"
          f" 429: {sum(status == 429 for status in everything)}; none was sent more than {record.late:.1f} s late;"
          f" left out because all clients were waiting: {record.skipped}\n")


def report_samples(samples):
    """Prints a row for each quantity; returns those that grow."""
    row("second half", "mean", "first, last sample of all", "slope an hour", "± 2 standard errors", "verdict")
    row(*["---"] * 6)
    grown = []
    for number, name in enumerate(samples.NAMES):
        times, values = samples.second_half(name)
        if not values:
            continue
        mean, (slope, error) = sum(values) / len(values), line(times, values)
        told = verdict(slope, error, mean, LIMIT) if name in JUDGED else "–"
        grown += [f"{name} grows"] if told == "grows" else []
        ends = f"{samples.rows[0][number]:.0f}, {samples.rows[-1][number]:.0f}"
        row(name, f"{mean:.1f}", ends, f"{slope:+.2f}", f"{2 * error:.2f}", told)
    return grown


def soak(target, options):
    """Runs the load; returns what is wrong."""
    record = Record()
    client = Client(target.host, target.port, target.key, record)
    listed = client.get("description", "/luts?size=200")
    if listed.status != 200:
        raise SystemExit(f"No Lutra answers on port {target.port}")
    ids = [lut["id"] for lut in listed.json()["items"]]
    await_descriptions(target, ids)
    shared = mix.Shared(ids, mix.assets(client), random.Random(options.seed))
    client.close()
    every = min(5.0, max(0.5, options.minutes * 60 / 240))
    samples = Samples(target.pid, f"http://{target.host}:{target.port}", every)
    load(target, options, record, shared)
    samples.stop()
    mix.settle(client, shared)
    client.close()
    print()
    report_requests(record)
    wrong = report_samples(samples)
    server = [f"{status} × {count}" for status, count in statuses_of(record) if status >= 500]
    wrong += [f"5xx: {', '.join(server)}"] if server else []
    for faults in (record.broken, record.wrong):
        wrong += [f"{count} × {text}" for text, count in faults.most_common(SHOWN)]
    return wrong


def await_descriptions(target, ids):
    """After its first start Lutra looks at what each look does; until then similar looks are not known (503)."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        if all(target.request(Tally(), "GET", f"/luts/{lut}").json().get("character") for lut in ids):
            return
        time.sleep(2)
    raise SystemExit("Lutra has not described its looks within ten minutes")


def statuses_of(record):
    counts = {}
    for statuses in record.statuses.values():
        for status, count in statuses.items():
            counts[status] = counts.get(status, 0) + count
    return sorted(counts.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--url")
    where.add_argument("--jar", type=pathlib.Path)
    where.add_argument("--command", type=shlex.split, help="command line of a server; it gets its settings by its environment")
    parser.add_argument("--key", default=os.environ.get("LUTRA_API_KEY"), help="a key of the server at --url (default: LUTRA_API_KEY)")
    parser.add_argument("--pid", type=int, help="process id of the server at --url")
    shipped = pathlib.Path(__file__).resolve().parents[2] / "models"
    parser.add_argument("--models", type=pathlib.Path, default=shipped, help="folder of the shipped models")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=10, help="requests a second (default: 10)")
    parser.add_argument("--seed", type=int, default=16)
    options = parser.parse_args()
    if options.url and not (options.key and options.pid):
        parser.error("--url needs --key and --pid")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {options.minutes:g} minutes at"
          f" {options.rate:g} requests a second", flush=True)
    if options.url:
        url = urllib.parse.urlparse(options.url)
        wrong = soak(Target(local(url.hostname), url.port or 80, options.key, options.pid), options)
    else:
        wrong = soak_own(options)
    print("", *(f"- {line}" for line in wrong), sep="\n")
    print(f"{len(wrong)} faults" if wrong else "Nothing is wrong.")
    return 1 if wrong else 0


def soak_own(options):
    """Runs the load on a server that it starts."""
    server = Server(options.jar, options.models, options.command)
    try:
        if not server.start(600):  # The machine may have other work.
            raise SystemExit(f"The server does not start:\n{server.log.read_text(errors='replace')[-2000:]}")
        wrong = soak(server.target, options)
        if server.process.poll() is not None:
            wrong.append(f"the server ended with status {server.process.returncode}")
        # Lutra logs warnings and errors in these columns; requests that it refuses are none.
        logged = [text for text in server.log.read_text(errors="replace").splitlines() if " ERROR " in text or " WARN " in text]
        return wrong + [f"log: {text[:300]}" for text in logged[:SHOWN]]
    finally:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
