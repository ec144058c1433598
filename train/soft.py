#!/usr/bin/env python3
"""Write the label probabilities that a teacher, or several on average, gives the words of articles, for train.py --soft.

usage: soft.py --network network.pt [network.pt …] --articles T.jsonl --words T.words.jsonl --base DIR --out soft.pt

An article's are a tensor (words, 7) in half precision: O, then a layer, begins (B or S) and goes on (I or E).
"""
import argparse
import os

import torch
from tokenizers import BertWordPieceTokenizer

import data
import windows
from network import grouped, load


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("articles", "words", "base", "out"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--network", nargs="+", required=True)
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    teachers = [load(path) for path in opt.network]
    out = []
    for article in data.read_articles(opt.articles, opt.words, tokenizer):
        soft = torch.zeros(len(article.pieces), 7)
        for a, b in windows.cut(article, 384):
            ids, features, first = windows.pieces(article, a, b)
            for net in teachers:
                h = net.encode(*windows.batch([(ids, features, first)]))[0][torch.tensor(first)]
                soft[a:b] += grouped(torch.log_softmax(net.label(h), -1)).exp() / len(teachers)
        out.append(soft.half())
    torch.save(out, opt.out)


if __name__ == "__main__":
    main()
