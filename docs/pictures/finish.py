"""Writes a picture as the page ships it: `python3 finish.py IN.png OUT.jpg [MOST_KB]`; needs numpy, Pillow and ffmpeg.

A rendering of 16 bits keeps the noise of its samples, of which the still life, lit by a window, has most. A median and
non-local means take it away. Quality 88, lower where the file
would be larger than allowed.
"""
import io
import subprocess
import sys

import numpy
from PIL import Image

WIDTH, HEIGHT = 1200, 800


def denoised(path):
    noise = "median=radius=1,nlmeans=s=9:p=5:r=13" if "still-life" in path else "nlmeans=s=2.2:p=5:r=11"
    raw = subprocess.run(["ffmpeg", "-loglevel", "error", "-i", path, "-vf", f"format=gbrp,{noise},scale={WIDTH}:{HEIGHT}:flags=lanczos,unsharp=5:5:0.5,format=rgb24", "-f", "rawvideo", "-"], check=True, capture_output=True).stdout
    return Image.fromarray(numpy.frombuffer(raw, numpy.uint8).reshape(HEIGHT, WIDTH, 3))


def main(source, target, most=150):
    picture = Image.open(source).convert("RGB") if source.endswith("chart.png") else denoised(source)
    for quality in range(88, 60, -2):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0 if source.endswith("chart.png") else 2, optimize=True, progressive=True)
        if file.tell() <= 1000 * int(most):
            break
    with open(target, "wb") as out:
        out.write(file.getvalue())
    print(f"{target}: {file.tell() / 1000:.0f} KB, quality {quality}")


main(*sys.argv[1:])
