#!/usr/bin/env python3
"""Write float32 scores of reference sentences, which the Go program's must come near to.

usage: reference.py --network network.pt --base DIR --words W.jsonl --articles A.jsonl --out reference.json

An article a line; its words become one window. Written: for each word its text and features, its label and name
probabilities, and the word (or -1) that each link holds likeliest, with its probability.
"""
import argparse
import json
import os

import torch
from tokenizers import BertWordPieceTokenizer

import data
import windows
from network import buckets, load


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("network", "base", "articles", "words", "out"):
        ap.add_argument("--" + k, required=True)
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    net = load(opt.network)
    out = []
    for a in data.read_articles(opt.articles, opt.words, tokenizer):
        ids, features, first = windows.pieces(a, 0, len(a.pieces))
        h = net.encode(*windows.batch([(ids, features, first)]))[0][torch.tensor(first)]
        where = buckets(a.sentence, a.paragraph)
        words = []
        links = [torch.softmax(link(h, h, where), -1).max(-1) for link in (net.cue_link, net.source_link)]
        labels, names = torch.softmax(net.label(h), -1), torch.softmax(net.name(h), -1)
        for i in range(len(a.pieces)):
            q, shape, begins = a.features[i]
            words.append({
                "word": {"Text": a.text[a.begin[i]:a.end[i]], "Quoted": bool(q), "Shape": shape, "First": bool(begins),
                         "Sentence": a.sentence[i], "Paragraph": a.paragraph[i]},
                "labels": [round(v, 4) for v in labels[i].tolist()], "names": [round(v, 4) for v in names[i].tolist()],
                "links": [{"to": int(k[i]) if int(k[i]) < len(a.pieces) else -1, "p": round(float(p[i]), 4)} for p, k in links]})
        out.append(words)
    with open(opt.out, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join("[\n" + ",\n".join(json.dumps(w, ensure_ascii=False) for w in words) + "\n]" for words in out) + "\n]\n")


if __name__ == "__main__":
    main()
