#!/usr/bin/env python3
"""Times requests to a running Lutra: python3 requests.py [http://localhost:8080] [LUT id]

The script prints the median and the 95th percentile in ms over one kept-alive connection. It makes answers uncached by giving
each request a different strength.
"""
import http.client
import json
import statistics
import sys
import time
import urllib.parse

address = urllib.parse.urlparse(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080")
lut = sys.argv[2] if len(sys.argv) > 2 else "0"
connection = http.client.HTTPConnection(address.hostname, address.port or 80)
salt = time.time_ns() % 1000 / 1e9


def get(path, **headers):
    started = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    milliseconds = 1000 * (time.perf_counter() - started)
    assert response.status in (200, 304), (response.status, body[:200])
    return milliseconds, response, body


def report(name, times, size):
    times.sort()
    print(f"{name:44} {statistics.median(times):8.2f} {times[int(len(times) * 0.95)]:8.2f} {size:12,}")


def measure(name, paths, **headers):
    times, size = [], 0
    for path in paths:
        milliseconds, _, body = get(path, **headers)
        times.append(milliseconds)
        size = len(body)
    report(name, times, size)


def uncached(path, count, seed):
    join = "&" if "?" in path else "?"
    return [f"/luts/{lut}{path}{join}strength={0.5 + seed / 50 + i / 1e5 + salt:.9f}" for i in range(count)]


def blends(count, seed):
    return [f"/luts/blend.cube?mix={lut}:{0.5 + seed / 50 + i / 1e5 + salt:.9f},1:0.5&res=33" for i in range(count)]


cube = f"/luts/{lut}.cube?res=33"
for path in blends(100, 0) + uncached(".cube?res=33", 200, 0) + uncached(".png?level=8", 20, 1):
    get(path)
print(f"{'':44} {'median':>8} {'p95':>8} {'bytes':>12}")
measure("cube 33, uncached", uncached(".cube?res=33", 200, 2))
measure("blend of two, cube 33, uncached", blends(200, 2))
methods = {}
for index in range(150):
    methods.setdefault(json.loads(get(f"/luts/{index}/inverse")[2])["method"], []).append(index)
for method, found in methods.items():
    measure(f"inverse ({method}), cube 33, uncached", [f"/luts/{index}/inverse.cube?res=33" for index in found])
measure("cube 33, uncached, gzip", uncached(".cube?res=33", 100, 3), **{"Accept-Encoding": "gzip"})
measure("cube 65, uncached", uncached(".cube?res=65", 20, 4))
measure("Hald level 8, 8 bit, uncached", uncached(".png?level=8", 40, 5))
get(cube)
measure("cube 33, cached", [cube] * 500)
get(cube, **{"Accept-Encoding": "gzip"})
measure("cube 33, cached, gzip", [cube] * 500, **{"Accept-Encoding": "gzip"})
etag = get(cube)[1].headers["ETag"]
measure("cube 33, not modified", [cube] * 500, **{"If-None-Match": etag})
