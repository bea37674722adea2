"""Files that look harmless and unpack to much. Making them takes little memory."""
import json
import random
import struct
import zlib

MIB = 1 << 20


class Body:
    """Bytes to send: pieces, or pairs of a piece and its number of repetitions. They are never in memory as a whole."""

    def __init__(self, *segments):
        self.segments = [segment if isinstance(segment, tuple) else (segment, 1) for segment in segments]

    def __len__(self):
        return sum(len(piece) * times for piece, times in self.segments)

    def __iter__(self):
        for piece, times in self.segments:
            if len(piece) * times <= MIB:
                yield piece * times
            else:
                yield from (piece for _ in range(times))

    def half(self):
        return Body(b"".join(self)[: len(self) // 2])


def multipart(files, fields=()):
    """The headers and the body of an upload. Names and values are bytes and are sent unescaped."""
    boundary = b"----abuse7d1c5e"
    segments = []
    for name, value in fields:
        segments.append(b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n' % (boundary, name))
        kind = b"application/json" if name == b"job" else b"text/plain;charset=utf-8"
        segments.append(b"Content-Type: %s\r\n\r\n%s\r\n" % (kind, value))
    for part, name, content in files:
        segments.append(b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n' % (boundary, part, name))
        segments += content.segments if isinstance(content, Body) else [content]
        segments.append(b"\r\n")
    body = Body(*segments, b"--%s--\r\n" % boundary)
    return {"Content-Type": f"multipart/form-data; boundary={boundary.decode()}", "Content-Length": str(len(body))}, body


def cube(size=2, gain=0.9, head=b""):
    """A plain look, different for each gain."""
    axis = [i / (size - 1) for i in range(size)]
    rows = (f"{r**1.2:.6f} {g:.6f} {b * gain:.6f}\n" for b in axis for g in axis for r in axis)
    return head + b"LUT_3D_SIZE %d\n" % size + "".join(rows).encode()


class Entry:
    """An entry of a zip archive, already packed; its size, flags and method may be false."""

    def __init__(self, name, packed, size, crc, method=8, flags=0):
        self.name, self.packed, self.size, self.crc, self.method, self.flags = name, packed, size, crc, method, flags

    def head(self, central, offset=0):
        common = struct.pack(
            "<HHHHHIIIHH", 20, self.flags, self.method, 0, 0x21, self.crc, len(self.packed), self.size, len(self.name), 0
        )
        if central:
            return b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + self.name
        return b"PK\3\4" + common + self.name


def entry(name, content, **lies):
    """An entry of a few bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return Entry(name, **{"packed": Body(packed), "size": len(content), "crc": zlib.crc32(content), **lies})


def repeated(name, block, times):
    """An entry that repeats one block: it is packed once, though it unpacks to gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    return Entry(name, Body((packed, times), b"\3\0"), len(block) * times, crc)


def archive(entries, directory=None):
    """A zip archive; its directory may name other entries than the archive has."""
    segments, offsets, at = [], {}, 0
    for item in entries:
        offsets[id(item)] = at
        segments += [item.head(False), *item.packed.segments]
        at += len(item.head(False)) + len(item.packed)
    listed = entries if directory is None else directory
    heads = b"".join(item.head(True, offsets.get(id(item), 0)) for item in listed)
    count = min(len(listed), 0xFFFF)
    return Body(*segments, heads, b"PK\5\6\0\0\0\0" + struct.pack("<HHIIH", count, count, len(heads), at, 0))


def zeros_with_noise(ratio):
    """A mebibyte that compresses by about this ratio."""
    return random.Random(1).randbytes(MIB // ratio).ljust(MIB, b"\0")


def png(width, height, data, depth=8, color=0, extra=()):
    """A PNG image, grey by default; its header may contradict its data."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width & 0xFFFFFFFF, height & 0xFFFFFFFF, depth, color, 0, 0, 0)
    chunks = [chunk(b"IHDR", header), *(chunk(*one) for one in extra), chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def hald(level):
    """A Hald image of greys."""
    side = level**3
    row = b"\0" + bytes(x * 255 // (side - 1) for x in range(side))
    packer = zlib.compressobj(9)
    return png(side, side, b"".join(packer.compress(row) for _ in range(side)) + packer.flush())


def progressive_jpeg(width, height):
    """A progressive JPEG of one scan that has only zeros: three bits for every 8×8 pixels, all of which a decoder keeps."""

    def segment(marker, content):
        return b"\xff" + marker + struct.pack(">H", len(content) + 2) + content

    components = b"".join(bytes([i, 0x11, 0]) for i in (1, 2, 3))
    blocks = -(-width // 8) * -(-height // 8)
    return b"".join([
        b"\xff\xd8",
        segment(b"\xdb", b"\0" + b"\1" * 64),
        segment(b"\xc2", struct.pack(">BHHB", 8, height, width, 3) + components),
        segment(b"\xc4", b"\0" + b"\1" + b"\0" * 15 + b"\0"),
        segment(b"\xda", b"\3" + b"".join(bytes([i, 0]) for i in (1, 2, 3)) + b"\0\0\0"),
        b"\0" * (blocks * 3 // 8 + 1),
        b"\xff\xd9",
    ])


def model(name, title=None, weight=0x2E66, scale=0.01, offsets=None, header_length=None, cut=None, **changes):
    """A model file of one look (format 1, docs/model-file.md); any part of it may be wrong."""
    layout = [
        ("block.0.weights", "F16", [54], 108), ("embedding.scales", "F32", [1, 1], 4), ("embedding.codes", "I8", [1, 8], 8),
    ]
    columns = {
        "id": [f"{name}-look"], "title": [f"{name} look"], "tags": [""], "format": ["cube"], "size": [33], "bytes": [1000],
        "sha256": ["%043d" % zlib.crc32(name.encode())], "fidelity": [[1, 2, 3, 1, 2, 3, 40]],
    }
    description = {
        "format": 1, "id": name, "title": title or name, "createdAt": "2026-01-01T00:00:00Z", "provenance": "abuse.py",
        "license": "CC0-1.0", "attribution": "nobody", "alpha": 0.9,
        "shape": {"blocks": 1, "layers": 1, "width": 8, "bias": "ALL"}, "columns": columns,
    }
    for key, value in changes.items():
        place = columns if key in columns else description
        place[key] = value
    header, at = {"__metadata__": {"lutra": json.dumps(description)}}, 0
    for tensor, kind, shape, length in layout:
        header[tensor] = {"dtype": kind, "shape": shape, "data_offsets": (offsets or {}).get(tensor, [at, at + length])}
        at += length
    text = json.dumps(header).encode()
    weights = struct.pack("<H", weight) * 48 + struct.pack("<6e", 1, 1, 1, 0, 0, 0)
    data = weights + struct.pack("<f", scale) + bytes(range(8))
    return (struct.pack("<Q", len(text) if header_length is None else header_length) + text + data)[:cut]
