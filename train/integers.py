#!/usr/bin/env python3
"""Read articles as read.py does, with the layers in whole numbers as the program has them: the weights of a weight file, inputs in 8 bits a row.
Against read.py with the network itself this tells what whole numbers lose, with everything else alike.

usage: integers.py --network network.pt --weights network.bin --articles D.jsonl --words D.words.jsonl --vocab vocab.txt --out found.jsonl
"""
import argparse
import json
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from tokenizers import BertWordPieceTokenizer

import data
from network import LINKS, Network, load
from quantise import PANEL, file_name
from read import read_articles, write

TYPES = {"int8": np.int8, "int32": np.int32, "float32": np.float32, "bytes": np.uint8}


def read_file(path):
    """A weight file's tensors by name."""
    with open(path, "rb") as f:
        raw = f.read()
    header = json.loads(raw[16:16 + struct.unpack("<I", raw[12:16])[0]])
    out = {name: np.frombuffer(raw, TYPES[t["type"]], int(np.prod(t["shape"])), t["offset"]).reshape(t["shape"]).copy()
           for name, t in header["tensors"].items()}
    for name in [k for k in out if k.endswith(".levels")]:
        out |= unpacked(name.removesuffix(".levels"), np.array(header["levels"], np.int8), out, header["width"])
    return out


def unpacked(name, levels, tensors, width):
    """A matrix of 4 bits as one of 8."""
    packed = tensors[name + ".levels"]
    q = levels[np.stack([packed & 15, packed >> 4], -1).ravel()]
    rows = len(tensors[name + ".scale"])
    return {name + ".weight": q.reshape(rows, width) if name == "words" else q.reshape(rows // PANEL, -1, PANEL, 4)}


class Whole(nn.Module):
    """A linear layer in whole numbers: `steps` are its weights in units of its rows' scales."""

    def __init__(self, steps, scale, bias):
        super().__init__()
        self.weight, self.bias = steps * scale[:, None], bias

    def forward(self, x):
        """Each row of inputs is rounded to 255 steps around a zero point of its own."""
        least, most = x.amin(-1, keepdim=True).clamp(max=0), x.amax(-1, keepdim=True).clamp(min=0)
        step = ((most - least) / 254).clamp(min=1e-12)
        return F.linear((x / step).round() * step, self.weight, self.bias)


def layers(net):
    """Where the linear layers are, by their names in the file: (module, attribute) each; `links` holds eight."""
    for i, layer in enumerate(net.layers):
        for kind in ("qkv", "out", "up", "down"):
            yield f"layer.{i}.{kind}", [(layer, kind)]
    yield "links", [(link, end) for link in (getattr(net, k) for k in LINKS) for end in ("row", "column")]


def linears(net, tensors):
    """Of each linear layer that the file has: module, attribute, whole numbers, scales, biases."""
    for name, places in layers(net):
        q = tensors[name + ".weight"]
        outputs, inputs = q.shape[0] * q.shape[2], q.shape[1] * q.shape[3]
        each = getattr(*places[0]).out_features
        steps = torch.tensor(q.transpose(0, 2, 1, 3).reshape(outputs, inputs)).float()
        rows = [x.split(each) for x in (steps, torch.tensor(tensors[name + ".scale"]), torch.tensor(tensors[name + ".bias"]))]
        for (module, kind), w, scale, bias in zip(places, *rows):           # a file from before the offices has four links
            yield module, kind, w, scale, bias


def embed(net, tensors):
    """Puts a weight file's words and positions in place of the network's."""
    for module, name in ((net.word, "words"), (net.position, "positions")):
        module.weight.data = torch.tensor(tensors[name + ".weight"] * tensors[name + ".scale"][:, None])


def in_whole_numbers(net, tensors):
    """Puts a weight file's layers and words in place of the network's."""
    for module, kind, w, scale, bias in linears(net, tensors):
        setattr(module, kind, Whole(w, scale, bias))
    embed(net, tensors)
    return net


def restored(path):
    """A network with a weight file's weights as ordinary numbers: to begin training from, or as a teacher."""
    net, tensors = Network(), read_file(path)
    for module, kind, w, scale, bias in linears(net, tensors):
        getattr(module, kind).load_state_dict({"weight": w * scale[:, None], "bias": bias})
    embed(net, tensors)
    for name, p in net.named_parameters():
        t = tensors.get(file_name(name))
        if t is not None and tuple(t.shape) == tuple(p.shape):
            p.data = torch.tensor(t)
    return net.eval()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "weights", "articles", "words", "vocab", "out"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    net = in_whole_numbers(load(opt.network), read_file(opt.weights))
    write(opt.out, read_articles(net, data.read_articles(opt.articles, opt.words, BertWordPieceTokenizer(opt.vocab, lowercase=True))))


if __name__ == "__main__":
    main()
