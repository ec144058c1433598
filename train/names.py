#!/usr/bin/env python3
"""Score the name head on every tenth window of a column file, which train.py keeps out where its name has "wikigold".

usage: names.py --network network.pt --base DIR --names wikigold.conll.gz

Exact span and type. The likeliest legal labels, then what internal/names does with them: an article that stands alone joins
the name behind it, and lower-case words at a name's ends are no part of it.
"""
import argparse
import os
from collections import Counter

import torch
from tokenizers import BertWordPieceTokenizer

import data
import windows
from network import load
from read import viterbi

N = len(data.NAME_LABELS)
FIRST = [0] + list(range(1, N, 2))
LEGAL = torch.zeros(N, N)
for _i in range(2, N, 2):
    for _a in range(N):
        if _a not in (_i, _i - 1):
            LEGAL[_a, _i] = -1e4


def spans(y):
    out = []
    for i, label in enumerate(y):
        if label > 0 and label % 2:
            out.append([i, i, data.NAME_LABELS[label][2:]])
        elif label > 0 and out and out[-1][1] == i - 1:
            out[-1][1] = i
    return out


def tidy(found, words):
    out = []
    for first, last, kind in found:
        if out and out[-1][1] == first - 1 and words[out[-1][0]:first] in (["The"], ["the"]):
            first = out.pop()[0]
        while first <= last and words[first].islower() and words[first] not in ("the",):
            first += 1
        while last >= first and words[last].islower():
            last -= 1
        if first <= last:
            out.append([first, last, kind])
    return out


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "base", "names"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    net = load(opt.network)
    right, gold, found = Counter(), Counter(), Counter()
    for x in data.read_conll(opt.names, tokenizer)[::10]:
        ids, features, first = windows.pieces(x, 0, len(x.pieces))
        h = net.encode(*windows.batch([(ids[:512], features[:512], first)]))[0]
        y = viterbi(torch.log_softmax(net.name(h[torch.tensor(first)]), -1), LEGAL, FIRST, [])
        unlabelled = [i for i, label in enumerate(x.name) if label == -100]
        g = {tuple(s) for s in spans(x.name)}
        p = {tuple(s) for s in tidy(spans(y), x.words) if not any(s[0] <= i <= s[1] for i in unlabelled)}
        for s in g:
            gold[s[2]] += 1
            right[s[2]] += s in p
        for s in p:
            found[s[2]] += 1
    for kind in gold:
        print(f"{kind:14}F1 {200 * right[kind] / (gold[kind] + found[kind]):5.1f}  P {100 * right[kind] / max(1, found[kind]):5.1f}  R {100 * right[kind] / gold[kind]:5.1f}  gold {gold[kind]}")


if __name__ == "__main__":
    main()
