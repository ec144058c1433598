#!/usr/bin/env python3
"""Read articles as read.py does, with the layers in whole numbers as the program has them: the weights of a weight file, inputs in 7 bits a row.
Against read.py with the network itself this tells what whole numbers lose, with everything else alike.

usage: integers.py --network network.pt --weights network.bin --articles D.jsonl --words D.words.jsonl --vocab vocab.txt --out found.jsonl
"""
import argparse
import json
import struct

import numpy as np

TYPES = {"int8": np.int8, "int32": np.int32, "float32": np.float32}


def tensors(path):
    """A function that returns a weight file's tensors by name."""
    with open(path, "rb") as f:
        raw = f.read()
    index = json.loads(raw[16:16 + struct.unpack("<I", raw[12:16])[0]])["tensors"]

    def tensor(name):
        t = index[name]
        return np.frombuffer(raw, TYPES[t["type"]], int(np.prod(t["shape"])), t["offset"]).reshape(t["shape"])
    return tensor


def layers(net):
    """The linear layers by their names in the file; `links` holds four."""
    for i, layer in enumerate(net.layers):
        for kind in ("qkv", "out", "up", "down"):
            yield f"layer.{i}.{kind}", [getattr(layer, kind)]
    yield "links", [net.cue_link.row, net.cue_link.column, net.source_link.row, net.source_link.column]


def rounding(factor):
    """A hook that rounds each row of a layer's inputs to 127 steps around a zero point of its own."""
    def hook(_, x):
        v = x[0] * factor
        least, most = v.amin(-1, keepdim=True).clamp(max=0), v.amax(-1, keepdim=True).clamp(min=0)
        step = ((most - least) / 126).clamp(min=1e-12)
        return ((v / step).round() * step,)
    return hook


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "weights", "articles", "words", "vocab", "out"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    import torch
    from tokenizers import BertWordPieceTokenizer

    import data
    from network import load
    from read import read_articles, write
    net, tensor = load(opt.network), tensors(opt.weights)
    for name, modules in layers(net):
        q = tensor(name + ".weight")
        panels, groups, outputs, inputs = q.shape
        w = torch.tensor(q.transpose(0, 2, 1, 3).reshape(panels * outputs, groups * inputs) * tensor(name + ".scale")[:, None])
        hook = rounding(torch.tensor(tensor(name + ".factor").copy()))
        for module, part in zip(modules, w.split(len(w) // len(modules))):
            module.weight.data = part
            module.register_forward_pre_hook(hook)
    net.word.weight.data = torch.tensor(tensor("words.weight") * tensor("words.scale")[:, None])
    write(opt.out, read_articles(net, data.read_articles(opt.articles, opt.words, BertWordPieceTokenizer(opt.vocab, lowercase=True))))


if __name__ == "__main__":
    main()
