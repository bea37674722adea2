#!/usr/bin/env python3
"""Draws docs/error-bytes.svg: mean error against bytes, for looks that the network was not trained on.

    docs/benchmarks/error-bytes.py MODEL LUTS.zip NAMES.txt [every]

The script encodes every sixth of the names, or every n-th, with the model at several accuracies, and without a network within
several limits of bytes. It needs a JDK 25 as `java` and target/lutra.jar, and takes about ten minutes on two cores.
"""
import math
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUTRA = ["java", "--add-modules", "jdk.incubator.vector", "-jar", str(ROOT / "target/lutra.jar")]
BUDGETS = [120, 240, 396, 800, 1600, 3200]
ACCURACIES = ["none", "2/8", "1/4", "0.5/2", "0.25/1"]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 440, 70, 20, 20, 60
BYTES, ERRORS = (40, 40000), (0.1, 4)


def lutra(*arguments):
    return subprocess.run(LUTRA + list(arguments), check=True, capture_output=True, text=True).stdout


def number(pattern, text):
    return float(re.search(pattern, text).group(1).replace(",", ""))


def measure(model, luts, names):
    """Two curves of (bytes, mean ΔE76): without a network, and with it."""
    alone = []
    for line in lutra("details", "--luts", luts, "--only", names, "--bytes", ",".join(map(str, BUDGETS))).splitlines():
        if "mean of" in line:
            alone.append((number(r"mean of ([\d,]+) bytes", line), number(r"ΔE76 ([\d.]+)", line)))
    network = []
    for accuracy in ACCURACIES:
        with tempfile.TemporaryDirectory() as folder:
            printed = lutra("encode", "--model", model, "--luts", luts, "--only", names, "--accuracy", accuracy,
                            "--out", folder + "/grown.safetensors")
        size = number(r"embedding ([\d,]+) bytes", printed) + number(r"detail mean ([\d,]+)", printed)
        network.append((size, number(r"mean of \d+ LUTs +([\d.]+)", printed)))
    return alone, network


def x(size):
    share = math.log(size / BYTES[0]) / math.log(BYTES[1] / BYTES[0])
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def y(error):
    share = math.log(error / ERRORS[0]) / math.log(ERRORS[1] / ERRORS[0])
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def line(points, colour, name, up):
    path = " ".join("%.1f,%.1f" % (x(size), y(error)) for size, error in points)
    dots = "".join('<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>' % (x(size), y(error), colour) for size, error in points)
    size, error = points[1]
    return ('<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>%s<text x="%.1f" y="%.1f" fill="%s">%s</text>'
            % (path, colour, dots, x(size) + 8, y(error) + up, colour, name))


def draw(alone, network, looks):
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">'
             % (WIDTH, HEIGHT), '<rect width="100%" height="100%" fill="white"/>']
    for size in (50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000):
        parts.append('<path d="M%.1f %d V%d" stroke="#ddd"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>'
                     % (x(size), TOP, HEIGHT - BOTTOM, x(size), HEIGHT - BOTTOM + 18, format(size, ",")))
    for error in (0.1, 0.2, 0.5, 1, 2, 4):
        parts.append('<path d="M%d %.1f H%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%g</text>'
                     % (LEFT, y(error), WIDTH - RIGHT, LEFT - 8, y(error) + 4, error))
    parts.append('<text x="%d" y="%d" text-anchor="middle">bytes a look, mean of %d looks that no network has seen</text>'
                 % ((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, looks))
    parts.append('<text transform="translate(18 %d) rotate(-90)" text-anchor="middle">mean ΔE76</text>' % (HEIGHT / 2))
    parts.append(line(alone, "#2a6fb0", "transform alone", 16))
    parts.append(line(network, "#c2452d", "embedding, and detail", -10))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def main():
    model, luts, names = sys.argv[1:4]
    every = int(sys.argv[4]) if len(sys.argv) > 4 else 6
    some = pathlib.Path(names).read_text().splitlines()[::every]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as chosen:
        chosen.write("\n".join(some) + "\n")
        chosen.flush()
        alone, network = measure(model, luts, chosen.name)
    print("without a network: %s\nwith: %s" % (alone, network))
    (ROOT / "docs/error-bytes.svg").write_text(draw(alone, network, len(some)), encoding="utf-8")


main()
