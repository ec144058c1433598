#!/usr/bin/env python3
"""Write a trained network as a weight file for `graph`: layers and words in 8 bits, with a scale a row; heads in float32.

usage: quantise.py --network network.pt --vocab vocab.txt --out network.bin [--articles T.jsonl --words T.words.jsonl]
                   [--calibration 0.1,1.2,…]

With articles, weights are rounded so that what the layers give on them changes least (rounding.py); without, each by itself.
The format is described in internal/encoder/weights.go.
"""
import argparse
import json
import struct
import zlib

import numpy as np

import rounding
from data import BUCKETS, LABELS, NAME_LABELS, SPAN_LABELS, STATUSES

LINKS = ["cue", "source", "body", "holder"]

PANEL, ALIGN, VERSION = 16, 64, 5


def rounded(w, largest):
    """Rows of a matrix as whole numbers of at most so much, and their scales."""
    scale = np.maximum(np.abs(w).max(1), 1e-12) / largest
    return np.clip(np.rint(w / scale[:, None]), -largest, largest).astype(np.int8), scale.astype(np.float32)


def panels(q):
    """[out][in] → panels of 16 outputs, groups of 4 inputs, outputs, inputs."""
    out, inputs = q.shape
    return np.ascontiguousarray(q.reshape(out // PANEL, PANEL, inputs // 4, 4).transpose(0, 2, 1, 3))


def linear(name, w, b, seen=None):
    """seen: the sum of the inputs' outer products and the largest value of each channel, where they are known."""
    inputs, widest = seen or (np.eye(w.shape[1]), np.ones(w.shape[1]))
    factor = rounding.factors(name, widest)
    q, scale = rounding.rounded(w / factor, inputs * np.outer(factor, factor))
    return {f"{name}.weight": panels(q), f"{name}.sum": q.sum(1, dtype=np.int32), f"{name}.scale": scale, f"{name}.bias": b.astype(np.float32),
            f"{name}.factor": factor.astype(np.float32)}


def tensors(net, vocab, seen=None):
    """seen: of each linear layer, by name, what linear() takes."""
    seen = seen or {}
    g = lambda k: net[k].float().numpy()
    q, scale = rounded(g("word.weight"), 127)
    out = {"pieces": np.frombuffer(vocab, np.uint8), "words.weight": q, "words.scale": scale}
    layers = 1 + max(int(k.split(".")[1]) for k in net if k.startswith("layers."))
    for i in range(layers):
        for k in ("qkv", "out", "up", "down"):
            out |= linear(f"layer.{i}.{k}", g(f"layers.{i}.{k}.weight"), g(f"layers.{i}.{k}.bias"), seen.get(f"layers.{i}.{k}"))
    ends = [f"{link}_link.{end}" for link in LINKS for end in ("row", "column")]
    out |= linear("links", np.concatenate([g(e + ".weight") for e in ends]), np.concatenate([g(e + ".bias") for e in ends]), seen.get("cue_link.row"))
    linears = ("word.", *(f"layers.{i}.{k}." for i in range(layers) for k in ("qkv", "out", "up", "down")), *(e + "." for e in ends))
    out |= {file_name(k): g(k) for k in net if not k.startswith(linears)}
    return out, layers


def file_name(name):
    """What a parameter that stays in float32 is called in the weight file."""
    embeddings = {"position.weight": "positions", "quoted.weight": "quoted", "shape.weight": "shapes", "first.weight": "first"}
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
    ap.add_argument("--articles", help="whose inputs the weights are rounded for")
    ap.add_argument("--words")
    opt = ap.parse_args()
    import torch            # here, so that the tests run without it
    net = torch.load(opt.network, map_location="cpu")
    with open(opt.vocab, "rb") as f:
        vocab = f.read()
    seen = None
    if opt.articles:
        seen = rounding.inputs_of(opt.network, opt.vocab, opt.articles, opt.words)
    found, layers = tensors(net, vocab, seen)
    sizes = {"width": net["word.weight"].shape[1], "layers": layers, "heads": 12, "inner": net["layers.0.up.weight"].shape[0],
             "positions": net["position.weight"].shape[0], "link": net["cue_link.row.weight"].shape[0], "buckets": BUCKETS,
             "shapes": net["shape.weight"].shape[0], "labels": LABELS, "names": NAME_LABELS, "offices": SPAN_LABELS, "statuses": STATUSES,
             "calibration": [float(x) for x in opt.calibration.split(",") if x]}
    write(opt.out, sizes, found)


if __name__ == "__main__":
    main()
