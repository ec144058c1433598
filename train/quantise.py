#!/usr/bin/env python3
"""Write a trained network as a weight file for `graph`: layers and words in 4 bits, links and positions in 8, with a scale a row; heads in float32.

usage: quantise.py --network network.pt --vocab vocab.txt --out network.bin [--calibration 0.1,1.2,…]

The network must have been trained to be seen so (train.py without --fine). The format is described in internal/encoder/weights.go.
"""
import argparse
import json
import struct
import zlib

import numpy as np

import rounding
from data import BUCKETS, LABELS, NAME_LABELS, SPAN_LABELS, STATUSES

LINKS = ["cue", "source", "body", "holder"]
KINDS = ["qkv", "out", "up", "down"]        # linear layers of a layer

PANEL, ALIGN, VERSION = 16, 64, 6


def panels(q):
    """[out][in] → panels of 16 outputs, groups of 4 inputs, outputs, inputs."""
    out, inputs = q.shape
    return np.ascontiguousarray(q.reshape(out // PANEL, PANEL, inputs // 4, 4).transpose(0, 2, 1, 3))


def nibbles(at):
    """Levels, counted from 0, two to a byte: of each two, the first in the lower half."""
    at = at.astype(np.uint8)
    return at[..., ::2] | at[..., 1::2] << 4


def leveled(w):
    """Rows of a matrix as levels, counted from 0, and their scales."""
    import torch            # here, so that other tests run without it

    from network import UNIT, steps
    at, size = steps(torch.tensor(w))
    return at.numpy(), (size[:, 0] / UNIT).numpy()


def layer(name, w, b):
    """A linear layer's tensors in 4 bits."""
    from network import LEVELS
    levels = np.array(LEVELS, np.int32)
    at, scale = leveled(w)
    at = rounding.with_room(at, levels)
    return {f"{name}.levels": nibbles(panels(at)), f"{name}.sum": levels[at].sum(1, dtype=np.int32), f"{name}.scale": scale, f"{name}.bias": b}


def whole_rows(w):
    """Rows of a matrix in 8 bits, and their scales."""
    scale = np.maximum(np.abs(w).max(1), 1e-12) / 127
    return np.rint(w / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def tensors(net, vocab):
    g = lambda k: net[k].float().numpy()
    at, scale = leveled(g("word.weight"))
    out = {"pieces": np.frombuffer(vocab, np.uint8), "words.levels": nibbles(at), "words.scale": scale}
    layers = 1 + max(int(k.split(".")[1]) for k in net if k.startswith("layers."))
    for i in range(layers):
        for k in KINDS:
            out |= layer(f"layer.{i}.{k}", g(f"layers.{i}.{k}.weight"), g(f"layers.{i}.{k}.bias"))
    ends = [f"{link}_link.{end}" for link in LINKS for end in ("row", "column")]
    q, scale = rounding.rounded(np.concatenate([g(e + ".weight") for e in ends]))
    out |= {"links.weight": panels(q), "links.sum": q.sum(1, dtype=np.int32), "links.scale": scale,
            "links.bias": np.concatenate([g(e + ".bias") for e in ends])}
    q, scale = whole_rows(g("position.weight"))
    out |= {"positions.weight": q, "positions.scale": scale}
    linears = ("word.", "position.", *(f"layers.{i}.{k}." for i in range(layers) for k in KINDS), *(e + "." for e in ends))
    return out | {file_name(k): g(k) for k in net if not k.startswith(linears)}, layers


def file_name(name):
    """What a parameter that stays in float32 is called in the weight file."""
    embeddings = {"quoted.weight": "quoted", "shape.weight": "shapes", "first.weight": "first"}
    return embeddings.get(name) or name.replace("layers.", "layer.").replace("_link.", ".")


TYPES = {"int8": "int8", "int32": "int32", "float32": "float32", "uint8": "bytes"}


def write(path, sizes, all_tensors):
    """The header tells places, and places depend on the header's length: so it is written with room to spare."""
    at, index = 0, {}
    for name, t in all_tensors.items():
        at += -at % ALIGN
        index[name] = {"type": TYPES[str(t.dtype)], "shape": list(t.shape), "offset": at}
        at += t.nbytes
    room = len(json.dumps({**sizes, "tensors": index})) + 16 * len(index)
    start = 16 + room + -(16 + room) % ALIGN
    for t in index.values():
        t["offset"] += start
    header = json.dumps({**sizes, "tensors": index}).encode()
    data = bytearray(b"quotenet" + struct.pack("<II", VERSION, start - 16) + header.ljust(start - 16))
    for name, t in all_tensors.items():
        data.extend(b"\0" * (index[name]["offset"] - len(data)))
        data += np.ascontiguousarray(t).tobytes()
    data += struct.pack("<I", zlib.crc32(data))
    with open(path, "wb") as f:
        f.write(data)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "vocab", "out"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--calibration", default="", help="coefficients from `graph eval --fit-confidence`, with commas between")
    opt = ap.parse_args()
    import network
    net = network.load(opt.network).state_dict()
    with open(opt.vocab, "rb") as f:
        vocab = f.read()
    found, layers = tensors(net, vocab)
    sizes = {"width": net["word.weight"].shape[1], "layers": layers, "heads": 12, "inner": net["layers.0.up.weight"].shape[0],
             "positions": net["position.weight"].shape[0], "link": net["cue_link.row.weight"].shape[0], "buckets": BUCKETS,
             "shapes": net["shape.weight"].shape[0], "labels": LABELS, "names": NAME_LABELS, "offices": SPAN_LABELS, "statuses": STATUSES, "levels": network.LEVELS,
             "calibration": [float(x) for x in opt.calibration.split(",") if x]}
    write(opt.out, sizes, found)


if __name__ == "__main__":
    main()
