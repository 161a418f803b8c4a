#!/usr/bin/env python3
"""Makes resources/data/fashion-mnist from the whole set (Debian: dataset-fashion-mnist): every 30th training image and
every 20th test image of each class, 200 and 50 a class, in their order. The same files each time.

    resources/data/make_fashion_sample.py [DIRECTORY OF THE WHOLE SET]
"""
import gzip
import pathlib
import struct
import sys
import zlib

PARTS = (("train", 30), ("t10k", 20))


def pack(path, content):
    # zlib's own gzip header: no time, no name.
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(content) + packer.flush())


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
    target = pathlib.Path(__file__).resolve().parent / "fashion-mnist"
    for part, step in PARTS:
        images = gzip.decompress((source / f"{part}-images-idx3-ubyte.gz").read_bytes())
        labels = gzip.decompress((source / f"{part}-labels-idx1-ubyte.gz").read_bytes())
        magic, count, height, width = struct.unpack(">IIII", images[:16])
        assert magic == 0x803 and struct.unpack(">II", labels[:8]) == (0x801, count)
        seen = [0] * 10
        chosen = []
        for image, label in enumerate(labels[8:]):
            if seen[label] % step == 0:
                chosen.append(image)
            seen[label] += 1
        size = height * width
        pixels = b"".join(images[16 + i * size:16 + (i + 1) * size] for i in chosen)
        pack(target / f"{part}-images-idx3-ubyte.gz", struct.pack(">IIII", 0x803, len(chosen), height, width) + pixels)
        pack(target / f"{part}-labels-idx1-ubyte.gz",
             struct.pack(">II", 0x801, len(chosen)) + bytes(labels[8 + i] for i in chosen))


if __name__ == "__main__":
    main()
