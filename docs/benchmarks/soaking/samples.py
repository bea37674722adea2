"""Samples what a process takes, and fits lines to the samples."""
import math
import pathlib
import re
import threading
import time
import urllib.request

HEAP = re.compile(r'^jvm_memory_used_bytes\{[^}]*area="heap"[^}]*\} ([0-9.eE+]+)', re.MULTILINE)


class Samples:
    """Seconds since the start and, for each, the resident memory and the heap in MB, the threads and the open files."""

    NAMES = ("resident memory, MB", "threads", "open files", "heap, MB")

    def __init__(self, pid, url, every):
        self.pid, self.url, self.every = pid, url, every
        self.times, self.rows = [], []
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._follow, daemon=True)
        self.thread.start()

    def _follow(self):
        started = time.monotonic()
        while not self.done.wait(max(0.0, started + len(self.times) * self.every - time.monotonic())):
            try:
                row = self._sample()
            except (OSError, ValueError):
                return  # The process has ended; the requests show it.
            self.times.append(time.monotonic() - started)
            self.rows.append(row)

    def _sample(self):
        status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines())
        files = len(list(pathlib.Path(f"/proc/{self.pid}/fd").iterdir()))
        return int(status["VmRSS"].split()[0]) / 1e3 * 1.024, int(status["Threads"]), files, self._heap()

    def _heap(self):
        try:
            with urllib.request.urlopen(f"{self.url}/actuator/prometheus", timeout=30) as answer:
                return sum(float(used) for used in HEAP.findall(answer.read().decode())) / 1e6
        except OSError:
            return math.nan

    def stop(self):
        self.done.set()
        self.thread.join()

    def second_half(self, name):
        """The times in hours and the values of the second half. Of the heap, only the least value of each minute: what lives."""
        half = len(self.times) // 2
        times, values = [], []
        for seconds, row in zip(self.times[half:], self.rows[half:]):
            value = row[self.NAMES.index(name)]
            if math.isnan(value):
                continue
            if name.startswith("heap") and times and int(seconds // 60) == int(times[-1] * 60):
                values[-1] = min(values[-1], value)
            else:
                times.append(seconds / 3600)
                values.append(value)
        return times, values


def line(times, values):
    """
    The least-squares slope and its standard error. Neighbouring samples resemble each other, so n of them count as
    n(1 - r)/(1 + r), where r is the correlation of neighbouring residuals.
    """
    count = len(times)
    if count < 4:
        return math.nan, math.nan
    middle, mean = sum(times) / count, sum(values) / count
    spread = sum((time - middle) ** 2 for time in times)
    slope = sum((time - middle) * (value - mean) for time, value in zip(times, values)) / spread
    rest = [value - mean - slope * (time - middle) for time, value in zip(times, values)]
    squares = sum(value**2 for value in rest)
    alike = sum(one * other for one, other in zip(rest, rest[1:])) / squares if squares else 0.0
    alike = min(max(alike, 0.0), 0.99)
    return slope, math.sqrt(squares / max(count - 2, 1) / spread * (1 + alike) / (1 - alike))


def verdict(slope, error, mean, limit):
    """
    "flat" if even the upper end of the slope (two standard errors) is at most a share of the mean in an hour, "grows" if even
    the lower end is more, otherwise "not shown".
    """
    if math.isnan(slope):
        return "not shown"
    if slope + 2 * error <= limit * mean:
        return "flat"
    return "grows" if slope - 2 * error > limit * mean else "not shown"
