#!/usr/bin/env python3
"""Write what a teacher, or several on average, says of the words of articles, for train.py --soft.

usage: soft.py --network network.pt [network.bin …] --articles T.jsonl --words T.words.jsonl --base DIR --out soft.pt [--heads label title …]

An article's are {"soft": {head: (words, classes)}, "link": {link: (words)}}, the probabilities in half precision, of "status" only for words that are
likely titles. "link" has the likeliest targets: of likely title words, and of likely cue and content words where nobody has marked them.
"""
import argparse
import os

import torch
from tokenizers import BertWordPieceTokenizer

import data
import windows
from integers import restored
from network import beyond, load, near

LIKELY = {"title": 0.3, "cue": 0.5, "content": 0.5}     # from which on a word's status and links are taught
HEADS = ["label", *data.SPANS, "status", "name"]


def rows_of(soft, known):
    """By link: which words likely have one."""
    out = {}
    if "title" in soft:
        out["body_link"] = out["holder_link"] = (1 - soft["title"][..., 0] > LIKELY["title"]) & known
    if "label" in soft:
        of = lambda layer: soft["label"][..., data.label_of(layer, data.BEGIN):data.label_of(layer, data.SINGLE) + 1].sum(-1)
        out["cue_link"], out["source_link"] = (of(data.CONTENT) > LIKELY["content"]) & known, (of(data.CUE) > LIKELY["cue"]) & known
    return out


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
    soft = {k: mean(lambda net, h: torch.softmax(getattr(net, k)(h), -1)) for k in heads}
    distances, link = near(batch), {}
    begin = torch.tensor([a for a, _ in cut], device=distances.device)[:, None]
    for k, rows in rows_of(soft, batch.known).items():
        p = mean(lambda net, h: torch.softmax(getattr(net, k)(h, h, distances).masked_fill(beyond(batch), -1e4), -1))
        to = p.argmax(-1)
        link[k] = whole(torch.where(rows, torch.where(to < batch.known.shape[1], to + begin, data.NONE), data.UNKNOWN))
    if "title" in heads and "status" in heads:
        soft["status"] = soft["status"] * rows_of(soft, batch.known)["body_link"][..., None]
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
