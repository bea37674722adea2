"""Watches a server from a separate process, so that the attacks do not slow down the measurements."""
import http.client
import multiprocessing
import os
import pathlib
import signal
import subprocess
import threading
import time

TICK = 0.05
"""Seconds between two requests to /livez."""
PATIENCE = 30
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(pid):
    """Resident bytes of a process; None if there is none."""
    try:
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        if pathlib.Path("/proc/self/statm").exists():
            return None
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return int(found) * 1024 if found else None


def alive(host, port):
    """Seconds until /livez answered 200; PATIENCE if it did not."""
    started = time.monotonic()
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/livez", headers={"Connection": "close"})
        response = connection.getresponse()
        response.read()
        return time.monotonic() - started if response.status == 200 else PATIENCE
    except (OSError, http.client.HTTPException):
        return PATIENCE
    finally:
        connection.close()


def _watch(host, port, pid, pipe):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    peak = [0]

    def weigh():
        while True:
            peak[0] = max(peak[0], resident(pid) or 0)
            time.sleep(TICK)

    if pid:
        threading.Thread(target=weigh, daemon=True).start()
    times, tick = [], time.monotonic()
    while True:
        if pipe.poll(max(0.0, tick - time.monotonic())):
            pipe.recv()
            # Requests that were due while the last one waited would have waited for the rest of that time.
            while tick < time.monotonic():
                times.append(min(PATIENCE, time.monotonic() - tick))
                tick += TICK
            pipe.send((times, peak[0]))
            times, peak[0], tick = [], 0, time.monotonic()
            continue
        # The time counts from when the request was due, so that a stalled server does not get fewer samples.
        seconds = alive(host, port)
        times.append(PATIENCE if seconds >= PATIENCE else min(PATIENCE, time.monotonic() - tick))
        tick += TICK


class Watch:
    """Requests /livez every 50 ms and reads the memory of the process, until it is told to stop."""

    def __init__(self, target):
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_watch, args=(target.host, target.port, target.pid, other), daemon=True)
        self.process.start()

    def take(self):
        """The times of /livez in seconds, sorted, and the largest resident memory, since the last call."""
        self.pipe.send(None)
        times, peak = self.pipe.recv()
        return sorted(times), peak

    def stop(self):
        self.process.terminate()
        self.process.join()


class Temporary:
    """The largest size of a folder during a block of code. Without a folder it watches nothing."""

    def __init__(self, folder):
        self.folder, self.most, self.done = folder, 0, threading.Event()

    def _size(self):
        total = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                try:
                    total += os.stat(os.path.join(folder, name)).st_size
                except OSError:
                    pass
        return total

    def _follow(self):
        before = self._size()
        while not self.done.wait(0.01):
            self.most = max(self.most, self._size() - before)

    def __enter__(self):
        if self.folder:
            self.thread = threading.Thread(target=self._follow, daemon=True)
            self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        if self.folder:
            self.thread.join()


def calm(target, seconds=30):
    """Waits until /livez is quick ten times in a row; returns whether it became so."""
    until, quick = time.monotonic() + seconds, 0
    while quick < 10 and time.monotonic() < until:
        quick = quick + 1 if alive(target.host, target.port) < 0.1 else 0
        time.sleep(0.02)
    return quick == 10
