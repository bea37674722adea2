#!/usr/bin/env python3
"""Compares blends of embeddings with blends of outputs: python3 blends.py [http://localhost:8080] [TAG] [PAIRS]

The script takes random pairs of LUTs of the library (with one tag, if given) and blends their embeddings half and half. It
prints the mean ΔE76 between that and the mean of the outputs of the two LUTs, over a 17³ lattice, and for comparison the mean
ΔE76 of the two LUTs to that mean. It needs numpy.
"""
import json
import random
import sys
import urllib.request

import numpy

from lab import lab

address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"
tag = f"&tag={sys.argv[2]}" if len(sys.argv) > 2 and sys.argv[2] else ""
pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 60


def fetch(path):
    with urllib.request.urlopen(address + path) as answer:
        return answer.headers, answer.read().decode()


def lattice(path):
    headers, text = fetch(path)
    rows = [line for line in text.splitlines() if line[:1].isdigit() or line[:1] == "-"]
    return headers, numpy.array([[float(v) for v in row.split()] for row in rows])


def difference(one, other):
    return numpy.linalg.norm(lab(one) - lab(other), axis=1).mean()


ids = []
while True:
    page = json.loads(fetch(f"/luts?size=200&page={len(ids) // 200}{tag}")[1])
    ids += [lut["id"] for lut in page["items"]]
    if len(ids) >= page["total"]:
        break
random.seed(1)
away, apart, space = [], [], set()
for _ in range(pairs):
    a, b = random.sample(ids, 2)
    headers, blend = lattice(f"/luts/blend.cube?mix={a}:0.5,{b}:0.5&space=embedding&res=17")
    space.add(headers["Lutra-Blend"])
    one, other = lattice(f"/luts/{a}.cube?res=17")[1], lattice(f"/luts/{b}.cube?res=17")[1]
    middle = (one + other) / 2
    away.append(difference(blend, middle))
    apart.append((difference(one, middle) + difference(other, middle)) / 2)
print(f"{pairs} pairs of {len(ids)} LUTs, blended in {', '.join(sorted(space))} space; ΔE76, mean over a pair's lattice:")
print(f"blend to mean of outputs: median {numpy.median(away):.2f}, p90 {numpy.quantile(away, 0.9):.2f}, largest {max(away):.2f}")
print(f"each LUT to that mean:    median {numpy.median(apart):.2f}, p90 {numpy.quantile(apart, 0.9):.2f}, largest {max(apart):.2f}")
