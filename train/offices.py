#!/usr/bin/env python3
"""Score the offices that a network finds in marked articles.

usage: offices.py --network network.pt --base DIR --articles offices.dev.jsonl --words W.jsonl [--weights network.bin] [--errors]

Exact titles; those with the right first word of the body, of the holder, with both; with the status as well; titles that touch one.
--weights: with the layers in whole numbers, as the program has them. --errors: what is wrong, one office a line.
"""
import argparse
import os
from collections import Counter

from tokenizers import BertWordPieceTokenizer

import data
from network import load
from read import read_articles

KEYS = {"title": lambda o: o[:2], "body": lambda o: o[:3], "holder": lambda o: (*o[:2], o.holder), "all": lambda o: o[:4], "status": lambda o: (*o[:2], o.status),
        "everything": lambda o: o}


def score(read):
    """Of each measure the offices right, found and in the gold; read: articles with what was found in them."""
    out = {k: Counter() for k in [*KEYS, "touched"]}
    for x, found in read:
        touched = sum(any(o.first <= g.last and g.first <= o.last for g in x.offices) for o in found)
        for k, c in out.items():
            c["found"] += len(found)
            c["gold"] += len(x.offices)
            c["right"] += touched if k == "touched" else len({KEYS[k](o) for o in found} & {KEYS[k](o) for o in x.offices})
    return out


def report(scores):
    for k, c in scores.items():
        p, r = c["right"] / max(1, c["found"]), c["right"] / max(1, c["gold"])
        yield f"{k:11}F1 {200 * p * r / max(1e-9, p + r):5.1f}  P {100 * p:5.1f}  R {100 * r:5.1f}  gold {c['gold']}"


def errors(x, found):
    """Lines that set what was found beside the gold where they differ."""
    word = lambda i: "–" if i is None or i < 0 else x.text[x.begin[i]:x.end[i]]
    text = lambda o: f"{x.text[x.begin[o.first]:x.end[o.last]]} | {word(o.body)} | {word(o.holder)} | {o.status}" if o else "–"
    left = list(found)
    for g in x.offices:
        near = next((o for o in left if o.first <= g.last and g.first <= o.last), None)
        if near:
            left.remove(near)
        if near != g:
            a, b = x.begin[max(0, g.first - 12)], x.end[min(len(x) - 1, g.last + 12)]
            yield f"{text(g)}   found {text(near)}   in: {' '.join(x.text[a:b].split())}"
    for o in left:
        a, b = x.begin[max(0, o.first - 12)], x.end[min(len(x) - 1, o.last + 12)]
        yield f"–   found {text(o)}   in: {' '.join(x.text[a:b].split())}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "base", "articles", "words"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--weights")
    ap.add_argument("--errors", action="store_true")
    opt = ap.parse_args()
    net = load(opt.network)
    if opt.weights:
        from integers import in_whole_numbers, read_file
        net = in_whole_numbers(net, read_file(opt.weights))
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    read = [(x, found) for x, _, found in read_articles(net, data.read_articles(opt.articles, opt.words, tokenizer, opt.articles))]
    if opt.errors:
        for x, found in read:
            print(*errors(x, found), sep="\n")
    print(*report(score(read)), sep="\n")


if __name__ == "__main__":
    main()
