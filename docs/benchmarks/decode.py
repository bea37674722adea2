#!/usr/bin/env python3
"""Prints the mean time of a 33³ decode in a running Lutra, from its own metric: python3 decode.py [http://localhost:8080]

Start the service with LUTRA_DELIVERY_THREADS=1 for the time on one core.
"""
import re
import sys
import time
import urllib.request

address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"


def fetch(path):
    return urllib.request.urlopen(address + path).read().decode()


def meter():
    text = fetch("/actuator/prometheus")
    return [float(re.search(rf"lutra_decode_seconds_{part}(?:{{[^}}]*}})? (\S+)", text)[1]) for part in ("count", "sum")]


fetch("/luts/0.cube?res=2")
salt = time.time_ns() % 1000 / 1e9
for round in range(6):
    before = meter()
    for i in range(100):
        fetch(f"/luts/{i}.cube?res=33&strength={0.1 + round / 10 + salt:.9f}")
    after = meter()
    print(f"{1000 * (after[1] - before[1]) / (after[0] - before[0]):.2f} ms mean of {after[0] - before[0]:.0f} decodes")
