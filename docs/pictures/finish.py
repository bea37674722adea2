"""Writes a picture as the page ships it: `python3 finish.py IN.png OUT.jpg [STRENGTH [MOST_KB]]`; needs numpy, Pillow and ffmpeg.

A rendering of 16 bits keeps a little noise of its samples; non-local means of a strength
(2.2; more after few samples) take it away before it is scaled. Quality 88, lower where the file
would be larger than allowed.
"""
import io
import subprocess
import sys

import numpy
from PIL import Image

WIDTH, HEIGHT = 1200, 800


def denoised(path, strength):
    raw = subprocess.run(["ffmpeg", "-loglevel", "error", "-i", path, "-vf", "format=gbrp,"
                          f"nlmeans=s={strength}:p=5:r=13,scale={WIDTH}:{HEIGHT}:flags=lanczos,format=rgb24", "-f", "rawvideo", "-"], check=True, capture_output=True).stdout
    return Image.fromarray(numpy.frombuffer(raw, numpy.uint8).reshape(HEIGHT, WIDTH, 3))


def main(source, target, strength=2.2, most=150):
    picture = Image.open(source).convert("RGB") if source.endswith("chart.png") else denoised(source, strength)
    for quality in range(88, 60, -2):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0 if source.endswith("chart.png") else 2, optimize=True, progressive=True)
        if file.tell() <= 1000 * int(most):
            break
    with open(target, "wb") as out:
        out.write(file.getvalue())
    print(f"{target}: {file.tell() / 1000:.0f} KB, quality {quality}")


main(*sys.argv[1:])
