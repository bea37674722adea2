#!/usr/bin/env python3
"""Compares ways to undo LUTs: python3 inverses.py LUTS [NAME=INVERSES ...]

LUTS is a folder of .cube files. INVERSES is a folder with an inverse for each of them, under the same name. OpenColorIO's own
inverse is measured too. OpenColorIO applies everything, tetrahedrally. The script needs Debian's python3-pyopencolorio and
python3-numpy.

It prints mean, 90th percentile and maximum of ΔE76, each averaged over the LUTs:
  outputs  8-bit outputs of the LUT, through the inverse and then the LUT
  inputs   8-bit inputs, through the LUT and then the inverse, with inputs that the LUT clips
  any      a lattice over all colours, whether the LUT can produce them or not, through the inverse and then the LUT
"""
import pathlib
import sys
import time

import numpy
import PyOpenColorIO as ocio

from lab import lab

EXACT = ocio.OPTIMIZATION_LOSSLESS


def processor(transform, optimization):
    config = ocio.Config.CreateRaw()
    return config.getProcessor(transform).getOptimizedCPUProcessor(optimization)


def by_file(path, direction=ocio.TRANSFORM_DIR_FORWARD, optimization=EXACT):
    cpu = processor(ocio.FileTransform(str(path), "", ocio.INTERP_TETRAHEDRAL, direction), optimization)

    def apply(colors):
        result = numpy.ascontiguousarray(colors, numpy.float32).copy()
        cpu.applyRGB(result)
        return result

    return apply


def lattice(size):
    axis = numpy.linspace(0, 1, size, dtype=numpy.float32)
    blue, green, red = numpy.meshgrid(axis, axis, axis, indexing="ij")
    return numpy.stack([red, green, blue], -1).reshape(-1, 3)


def table(inverse, size, path):
    """The inverse as a .cube file, as a user would export it."""
    values = numpy.clip(inverse(lattice(size)), 0, 1)
    path.write_text(f"LUT_3D_SIZE {size}\n" + "".join("%.6f %.6f %.6f\n" % tuple(v) for v in values))
    return by_file(path)


def difference(one, other):
    away = numpy.linalg.norm(lab(one) - lab(other), axis=1)
    assert not numpy.isnan(away).any()
    return numpy.array([away.mean(), numpy.quantile(away, 0.9), away.max()])


def measure(forward, inverse):
    inputs = numpy.random.default_rng(1).integers(0, 256, (8192, 3)).astype(numpy.float32) / 255
    outputs = numpy.round(numpy.clip(forward(inputs), 0, 1) * 255) / 255
    everything = lattice(17)
    return numpy.array([
        difference(outputs, forward(inverse(outputs))),
        difference(inputs, inverse(forward(inputs))),
        difference(everything, forward(inverse(everything))),
    ])


def main(luts, others):
    files = sorted(pathlib.Path(luts).glob("*.cube"))
    found, seconds = {}, {}

    def add(name, forward, inverse):
        found.setdefault(name, []).append(measure(forward, inverse))

    for file in files:
        forward = by_file(file)
        exact = by_file(file, ocio.TRANSFORM_DIR_INVERSE)
        add("OpenColorIO, exact, no table", forward, exact)
        fast = by_file(file, ocio.TRANSFORM_DIR_INVERSE, ocio.OPTIMIZATION_DEFAULT)
        add("OpenColorIO, its default", forward, fast)
        started = time.perf_counter()
        exact(lattice(33))
        seconds.setdefault("OpenColorIO, exact, at 33³", []).append(time.perf_counter() - started)
        baked = file.with_suffix(".baked.cube")
        add("OpenColorIO, exact, as 33³ table", forward, table(exact, 33, baked))
        baked.unlink()
        for other in others:
            name, folder = other.split("=")
            add(name, forward, by_file(pathlib.Path(folder) / file.name))
    print(f"{len(files)} LUTs, ΔE76 {'outputs: mean':>26} {'p90':>7} {'max':>7} {'inputs: mean':>14} {'p90':>7} {'max':>7} {'any: mean':>12} {'p90':>7} {'max':>7}")
    for name, measured in found.items():
        mean = numpy.mean(measured, axis=0)
        print(f"{name:38} " + "    ".join(" ".join(f"{v:7.3f}" for v in row) for row in mean))
    for name, times in seconds.items():
        print(f"{name}: {1000 * numpy.median(times):.0f} ms")


main(sys.argv[1], sys.argv[2:])
