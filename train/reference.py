#!/usr/bin/env python3
"""Write float32 scores of reference sentences, which the Go program's must come near to.

usage: reference.py --network network.pt|network.bin --base DIR --words W.jsonl --articles A.jsonl --out reference.json

An article a line; its words become one window. Written: for each word its text and features, the probabilities of the heads'
classes, and the word (or -1) that each link holds likeliest, with its probability.
"""
import argparse
import json
import os

import torch
from tokenizers import BertWordPieceTokenizer

import data
from integers import restored
from network import LINKS, load

HEADS = {"label": "labels", "name": "names", "title": "titles", "body": "bodies", "holder": "holders", "status": "status"}


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "base", "articles", "words", "out"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    net = (restored if opt.network.endswith(".bin") else load)(opt.network)
    out = []
    for a in data.read_articles(opt.articles, opt.words, tokenizer):
        h, near = net.read(a, 0, len(a))
        links = [torch.softmax(getattr(net, link)(h, h, near), -1).max(-1) for link in LINKS]
        scores = {name: torch.softmax(getattr(net, head)(h), -1) for head, name in HEADS.items()}
        words = []
        for i in range(len(a)):
            q, shape, begins = a.features[i]
            words.append({
                "word": {"Text": a.text[a.begin[i]:a.end[i]], "Quoted": bool(q), "Shape": shape, "First": bool(begins),
                         "Sentence": a.sentence[i], "Paragraph": a.paragraph[i]},
                **{name: [round(v, 4) for v in s[i].tolist()] for name, s in scores.items()},
                "links": [{"to": int(k[i]) if int(k[i]) < len(a) else -1, "p": round(float(p[i]), 4)} for p, k in links]})
        out.append(words)
    with open(opt.out, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join("[\n" + ",\n".join(json.dumps(w, ensure_ascii=False) for w in words) + "\n]" for words in out) + "\n]\n")


if __name__ == "__main__":
    main()
