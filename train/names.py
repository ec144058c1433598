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
def score(net, sentences):
    """Names right, in the gold and found, by kind."""
    right, gold, found = Counter(), Counter(), Counter()
    for x in sentences:
        (begin, end), *_ = windows.cut(x, 512)
        h, _ = net.read(x, begin, end)
        y = viterbi(torch.log_softmax(net.name(h), -1).cpu(), LEGAL, FIRST, [])
        name = x.target["name"][begin:end]
        unlabelled = [i for i, label in enumerate(name) if label == data.UNKNOWN]
        g = {tuple(s) for s in spans(name)}
        p = {tuple(s) for s in tidy(spans(y), x.words) if not any(s[0] <= i <= s[1] for i in unlabelled)}
        for s in g:
            gold[s[2]] += 1
            right[s[2]] += s in p
        for s in p:
            found[s[2]] += 1
    return right, gold, found


def report(right, gold, found):
    for kind in gold:
        yield (f"{kind:14}F1 {200 * right[kind] / (gold[kind] + found[kind]):5.1f}  P {100 * right[kind] / max(1, found[kind]):5.1f}"
               f"  R {100 * right[kind] / gold[kind]:5.1f}  gold {gold[kind]}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "base", "names"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    print(*report(*score(load(opt.network), data.read_conll(opt.names, tokenizer)[::10])), sep="\n")


if __name__ == "__main__":
    main()
