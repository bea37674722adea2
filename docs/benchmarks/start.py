#!/usr/bin/env python3
"""Times the start of Lutra: python3 start.py [--repeat N] [--new] [--requests N] -- COMMAND…

    python3 start.py -- java --add-modules jdk.incubator.vector -jar target/lutra.jar
    python3 start.py -- java @/opt/lutra/jvm.options -XX:AOTCache=/opt/lutra/lutra.aot -jar /opt/lutra/lutra.jar

Each run is one row: ms from exec until /readyz answers 200, the CPU seconds of the process until then, its resident
memory, and the ms of the first look, over one connection. With --new each run has a new database, which imports the
models; otherwise the runs share one, and an unmeasured run fills it. With --requests the last columns are the resident
memory after that many mixed requests, and the CPU seconds of all. The last row has the medians.
"""
import argparse
import http.client
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

CLOCK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(connection, path):
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    return response.status, 1000 * (time.perf_counter() - started), body


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK


def resident_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def wait_until_ready(process, port, started):
    while time.perf_counter() - started < 120:
        if process.poll() is not None:
            raise SystemExit(f"the process ended with {process.returncode} before it was ready")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            if get(connection, "/readyz")[0] == 200:
                return 1000 * (time.perf_counter() - started)
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    raise SystemExit("not ready after 120 s")


def mixed(count):
    for index in range(count):
        lut = index * 7 % 293
        strength = f"strength={0.5 + index / 2500:.4f}"
        yield (
            f"/luts/{lut}.cube?res=33&{strength}",
            f"/luts/{lut}.cube?res=17&{strength}",
            f"/luts/{lut}.png?level=6&{strength}",
            f"/luts/{lut}/inverse.cube?res=17",
            f"/luts?page={index % 10}",
            f"/luts/{lut}",
            "/livez",
        )[index % 7]


def run(command, folder, requests):
    port = free_port()
    environment = dict(os.environ, SERVER_PORT=str(port), LUTRA_DATA=str(folder))
    environment.setdefault("LUTRA_API_KEY", "only-for-this-measurement")
    started = time.perf_counter()
    with open(folder.parent / "log", "a") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        ready = wait_until_ready(process, port, started)
        row = [ready, cpu_seconds(process.pid), resident_mb(process.pid)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        status, milliseconds, body = get(connection, "/luts/7.cube?res=33")
        if status != 200:
            raise SystemExit(f"the first look got {status}: {body[:200]}")
        row.append(milliseconds)
        if requests:
            for path in mixed(requests):
                status, _, body = get(connection, path)
                if status != 200:
                    raise SystemExit(f"{path} got {status}: {body[:200]}")
            row += [resident_mb(process.pid), cpu_seconds(process.pid)]
        return row
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def report(name, row):
    formats = ["{:9.0f}", "{:9.2f}", "{:9.0f}", "{:9.0f}", "{:9.0f}", "{:9.2f}"]
    print(f"{name:8}" + "".join(form.format(value) for form, value in zip(formats, row)), flush=True)


parser = argparse.ArgumentParser()
parser.add_argument("--repeat", type=int, default=5)
parser.add_argument("--new", action="store_true", help="a new database for each run")
parser.add_argument("--requests", type=int, default=0)
parser.add_argument("command", nargs="+")
arguments = parser.parse_args()
temporary = pathlib.Path(tempfile.mkdtemp(prefix="lutra-start-"))
try:
    rows = []
    print(f"{'':8}{'ready ms':>9}{'CPU s':>9}{'MB':>9}{'look ms':>9}" + (f"{'MB then':>9}{'CPU s':>9}" if arguments.requests else ""))
    for number in range(arguments.repeat + (not arguments.new)):
        data = temporary / (f"data-{number}" if arguments.new else "data")
        data.mkdir(exist_ok=True)
        row = run(arguments.command, data, arguments.requests)
        if arguments.new or number > 0:
            rows.append(row)
            report(f"run {len(rows)}", row)
    report("median", [statistics.median(column) for column in zip(*rows)])
except SystemExit:
    print((temporary / "log").read_text()[-4000:])
    raise
finally:
    shutil.rmtree(temporary, ignore_errors=True)
