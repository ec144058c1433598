#!/usr/bin/env python3
"""Write what a teacher, or several on average, says of the words of articles, for train.py --soft.

usage: soft.py --network network.pt [network.bin …] --articles T.jsonl --words T.words.jsonl --base DIR --out soft.pt [--heads label title …]

An article's are {"soft": {head: (words, classes)}, "link": {link: (words)}} in half precision: of "label" the probabilities of O and, a layer, begins
(B or S) and goes on (I or E); of the others those of their classes, of "status" only for words that are likely titles. "link" has the likeliest
targets of likely title words. A weight file teaches labels only, unless it has the heads.
"""
import argparse
import os

import torch
from tokenizers import BertWordPieceTokenizer

import data
import windows
from integers import restored
from network import beyond, grouped, load, near

LIKELY = 0.3            # a title, from which on its status and links are taught
HEADS = ["label", *data.SPANS, "status"]
OFFICE_LINKS = ["body_link", "holder_link"]


@torch.no_grad()
def taught(teachers, article, heads, size=384):
    """What teachers say of an article, on average."""
    n, cut = len(article), windows.cut(article, size)
    if not n:
        return {"soft": {}, "link": {}}
    batch = windows.Batch([(article, a, b) for a, b in cut]).to(teachers[0].device)
    read = [(net, net.words(batch)) for net in teachers]
    mean = lambda score: sum(score(net, h) for net, h in read) / len(read)
    whole = lambda x: torch.cat([x[k, :b - a] for k, (a, b) in enumerate(cut)]).cpu()       # windows on end
    scores = lambda net, h, k: torch.log_softmax(getattr(net, k)(h), -1)
    soft = {k: mean(lambda net, h: (grouped(scores(net, h, k)) if k == "label" else scores(net, h, k)).exp()) for k in heads}
    link = {}
    if "title" in heads:
        likely = (1 - soft["title"][..., 0] > LIKELY) & batch.known
        begin = torch.tensor([a for a, _ in cut], device=likely.device)[:, None]
        distances = near(batch)
        for k in OFFICE_LINKS:
            p = mean(lambda net, h: torch.softmax(getattr(net, k)(h, h, distances).masked_fill(beyond(batch), -1e4), -1))
            to = p.argmax(-1)
            link[k] = whole(torch.where(likely, torch.where(to < batch.known.shape[1], to + begin, data.NONE), data.UNKNOWN))
        if "status" in heads:
            soft["status"] = soft["status"] * likely[..., None]
    return {"soft": {k: whole(v).half() for k, v in soft.items()}, "link": link}


def teach(article, said, share=0.5):
    """Gives an article a teacher's word: that share of a head's loss, all of it where nobody has marked the article."""
    for k, soft in said["soft"].items():
        marked = article.target.get(k)
        soft = soft.float().numpy()
        if marked is not None:
            soft[[t == data.UNKNOWN for t in marked]] = 0
        article.soft[k], article.share[k] = soft, 1.0 if marked is None else share
    for k, to in said["link"].items():
        article.target.setdefault(k, to.tolist())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("articles", "words", "base", "out"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--network", nargs="+", required=True)
    ap.add_argument("--heads", nargs="+", default=HEADS, choices=HEADS)
    ap.add_argument("--device", default="cpu")
    opt = ap.parse_args()
    tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
    teachers = [(restored if path.endswith(".bin") else load)(path).to(opt.device) for path in opt.network]
    torch.save([taught(teachers, x, opt.heads) for x in data.read_articles(opt.articles, opt.words, tokenizer)], opt.out)


if __name__ == "__main__":
    main()
