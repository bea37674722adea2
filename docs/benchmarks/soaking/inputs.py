"""The files that soak.py sends: looks, photographs and archives, all made from seeds."""
import zlib

from attacks import files


def cube(random, size):
    """A film-like look, as the text of a .cube file: a curve for each channel, and some mixing of the channels."""
    gamma = [random.uniform(0.7, 1.4) for _ in range(3)]
    low, high = [random.uniform(0, 0.08) for _ in range(3)], [random.uniform(0.9, 1) for _ in range(3)]
    mix = random.uniform(-0.1, 0.15)
    axes = [[low[c] + (high[c] - low[c]) * (i / (size - 1)) ** gamma[c] for i in range(size)] for c in range(3)]
    rows = []
    for b in axes[2]:
        for g in axes[1]:
            for r in axes[0]:
                grey = mix * (0.3 * r + 0.6 * g + 0.1 * b)
                rows.append("%.5f %.5f %.5f\n" % tuple(min(1.0, max(0.0, (1 - mix) * v + grey)) for v in (r, g, b)))
    return (f"LUT_3D_SIZE {size}\n" + "".join(rows)).encode()


def photograph(random, width, height):
    """A PNG with gradients of many colours and some grain."""
    turn = [random.random() for _ in range(6)]
    lines = []
    for y in range(height):
        row = bytearray(b"\0")
        for x in range(width):
            u, v = x / width, y / height
            grain = random.random() * 0.02
            row += bytes(int(255 * min(1.0, abs((turn[c] + turn[c + 3] * (u if c else v) + u * v + u) % 2 - 1) + grain)) for c in range(3))
        lines.append(bytes(row))
    return files.png(width, height, zlib.compress(b"".join(lines), 6), 8, 2)


def archive(looks):
    """A zip archive of .cube files, the last of which is damaged."""
    entries = [files.entry(b"look-%d.cube" % number, look) for number, look in enumerate(looks)]
    return b"".join(files.archive([*entries, files.entry(b"damaged.cube", b"LUT_3D_SIZE 4\n0 0 0\n")]))
