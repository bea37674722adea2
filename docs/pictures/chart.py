"""The test chart: patches, grey ramps, hues, saturations and skin tones. `python3 chart.py OUT.png`; needs numpy and Pillow.

All edges lie on the 8-pixel grid of JPEG, so that flat patches stay flat.
"""
import sys

import numpy
from PIL import Image

# The sRGB values that the makers of the usual chart of 24 patches publish.
PATCHES = """115,82,68 194,150,130 98,122,157 87,108,67 133,128,177 103,189,170
214,126,44 80,91,166 193,90,99 94,60,108 157,188,64 224,163,46
56,61,150 70,148,73 175,54,60 231,199,31 187,86,149 8,133,161
243,243,242 200,200,200 160,160,160 122,122,121 85,85,85 52,52,52"""
GREY = 119

chart = numpy.full((800, 1200, 3), GREY, numpy.float64)


def srgb(linear):
    linear = numpy.clip(linear, 0, 1)
    return 255 * numpy.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def oklch(lightness, chroma, degrees):
    """Ottosson's Oklab (2020) to sRGB 0..255; chroma is lowered until the colour is inside the gamut."""
    lightness, chroma, degrees = numpy.broadcast_arrays(lightness, chroma, degrees)
    low, high = numpy.zeros_like(chroma, float), chroma.astype(float)

    def linear(c):
        a, b = c * numpy.cos(numpy.radians(degrees)), c * numpy.sin(numpy.radians(degrees))
        l, m, s = ((lightness + x * a + y * b) ** 3 for x, y in
                   ((0.3963377774, 0.2158037573), (-0.1055613458, -0.0638541728), (-0.0894841775, -1.2914855480)))
        return numpy.stack((4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), -1)

    for _ in range(20):
        middle = (low + high) / 2
        inside = ((linear(middle) > -1e-4) & (linear(middle) < 1.0001)).all(-1)
        low, high = numpy.where(inside, middle, low), numpy.where(inside, high, middle)
    return srgb(linear(low))


def fill(x, y, width, height, color):
    chart[y:y + height, x:x + width] = color


# 24 patches: 6 columns, 4 rows.
for k, patch in enumerate(PATCHES.split()):
    fill(32 + k % 6 * 104, 32 + k // 6 * 104, 96, 96, [int(v) for v in patch.split(",")])

# Every hue from white through full chroma to black.
width, height = 512, 256
hue, lightness = numpy.meshgrid(numpy.arange(width) / width * 360, 1 - (numpy.arange(height) + 0.5) / height)
fill(656, 32, width, height, oklch(lightness, 0.4, hue))

# Saturation, from grey to as far as the gamut goes, of twelve hues at one lightness.
for k in range(12):
    fill(656, 296 + 8 * k, width, 8, oklch(0.7, numpy.arange(width) / width * 0.33, 30.0 * k)[None])

# Skin tones, from dark to light.
for k in range(8):
    t = k / 7
    fill(656 + 64 * k, 400, 56, 40, oklch(0.32 + 0.58 * t, 0.052 + 0.075 * t * (1 - t) - 0.014 * t, 45 + 20 * t))

# Grey: 16 even steps, a ramp, and the ends: steps of two codes at black and at white.
for k in range(16):
    fill(24 + 72 * k, 480, 72, 104, 17 * k)
fill(32, 592, 1136, 72, (numpy.arange(1136) * 256 // 1136)[None, :, None])
for k in range(16):
    fill(32 + 32 * k, 672, 24, 40, 2 * k)
    fill(1144 - 32 * k, 672, 24, 40, 255 - 2 * k)

# Six pure colours, faded to black on the left and to white on the right.
for k, pure in enumerate(((255, 0, 0), (255, 255, 0), (0, 255, 0), (0, 255, 255), (0, 0, 255), (255, 0, 255))):
    t = (numpy.arange(1136) / 1135)[:, None]
    pure = numpy.array(pure, float)
    line = numpy.where(t < 0.5, pure * 2 * t, pure + (255 - pure) * (2 * t - 1))
    fill(32, 720 + 8 * k, 1136, 8, line[None])

Image.fromarray(numpy.rint(chart).clip(0, 255).astype(numpy.uint8)).save(sys.argv[1])
