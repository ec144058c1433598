#!/usr/bin/env python3
"""Train the network.

usage: train.py --articles T.jsonl[.gz] --words T.words.jsonl --dev D.jsonl[.gz] --dev-words D.words.jsonl
                --base DIR --out DIR [--names FILE …] [--epochs 5] [--seed 1] [--minutes M]

Articles are in the form of `graph extract`'s output; words are what `graph train` writes to OUT/articles.words.jsonl; DIR of --base holds
model.safetensors and vocab.txt. Writes to --out: log.jsonl (a line every 25 steps and the scores on dev after each epoch),
checkpoint.pt (everything a run that was cut off needs to go on: say the same command again), network.pt (averaged weights).
"""
import argparse
import json
import os
import random
import subprocess
import time

import torch
import torch.nn.functional as F
from tokenizers import BertWordPieceTokenizer

import data
import windows
from network import Network, buckets, grouped
from read import read_articles, write


def article_loss(net, article, h, first, a, b):
    """Sums of the three losses over the words [a, b) and the numbers of words they are over."""
    x = h[torch.tensor(first)]
    target = torch.tensor(article.label[a:b])
    weight = torch.tensor(article.weight[a:b])
    scores = F.log_softmax(net.label(x), -1)
    label = F.nll_loss(scores, target, reduction="none")
    if article.soft is not None:
        label = 0.5 * label - 0.5 * (article.soft[a:b] * grouped(scores)).sum(-1)
    label = (label * weight).sum()
    where = buckets(article.sentence[a:b], article.paragraph[a:b])
    out = [label]
    for linker, gold in ((net.cue_link, article.cue_of), (net.source_link, article.source_of)):
        rows, targets = [], []
        for i in range(a, b):
            t = gold[i]
            if t is not None and (t < 0 or a <= t < b):
                rows.append(i - a)
                targets.append(t - a if t >= 0 else b - a)
        out.append(F.cross_entropy(linker(x[rows], x, where[rows]), torch.tensor(targets), reduction="sum") if rows else x.sum() * 0)
        out.append(len(rows))
    return out


class Trainer:
    def __init__(self, opt):
        self.opt = opt
        tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
        self.train = data.read_articles(opt.articles, opt.words, tokenizer)
        self.dev = data.read_articles(opt.dev, opt.dev_words, tokenizer)
        if opt.soft:
            for x, soft in zip(self.train, torch.load(opt.soft)):
                x.soft = soft.float() if len(soft) == len(x.pieces) else None
        if opt.keep_out:
            self.train = [x for i, x in enumerate(self.train) if i % opt.keep_out != opt.fold]
        self.names = []
        for path in opt.names:
            found = (data.read_gum if "conllu" in path else data.read_conll)(path, tokenizer)
            if "wikigold" in path:          # every tenth window is kept out, to measure names on
                found = [x for i, x in enumerate(found) if i % 10]
            self.names += found
        self.net = Network()
        self.net.load_base(os.path.join(opt.base, "model.safetensors"))
        heads = self.net.head_parameters()
        known = {id(p) for p in heads}
        body = [p for p in self.net.parameters() if id(p) not in known]
        self.optimizer = torch.optim.AdamW([{"params": body, "lr": opt.lr}, {"params": heads, "lr": opt.head_lr}], weight_decay=0.01)
        per_epoch = sum(len(windows.cut(x, opt.size)) for x in self.train)
        self.steps = int(per_epoch / opt.batch * opt.epochs) + 1
        warm = 0.06 * self.steps
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.0, (self.steps - s) / (self.steps - warm))))
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.step, self.epoch, self.at, self.seconds = 0, 0, 0, 0.0
        self.checkpoint = os.path.join(opt.out, "checkpoint.pt")
        if os.path.exists(self.checkpoint):
            self.resume()

    def state(self):
        return {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "schedule": self.schedule.state_dict(),
                "average": self.average, "step": self.step, "epoch": self.epoch, "at": self.at, "seconds": self.seconds}

    def resume(self):
        s = torch.load(self.checkpoint, weights_only=False)
        self.net.load_state_dict(s["net"])
        self.optimizer.load_state_dict(s["optimizer"])
        self.schedule.load_state_dict(s["schedule"])
        self.average, self.step, self.epoch, self.at, self.seconds = s["average"], s["step"], s["epoch"], s["at"], s["seconds"]
        self.say(resumed=self.step)

    def save(self):
        torch.save(self.state(), self.checkpoint + ".new")
        os.replace(self.checkpoint + ".new", self.checkpoint)

    def say(self, **line):
        with open(os.path.join(self.opt.out, "log.jsonl"), "a") as f:
            f.write(json.dumps(line) + "\n")
        print(line, flush=True)

    def epoch_batches(self):
        """The batches of an epoch, the same for the same seed and epoch wherever the run was cut off."""
        random.seed(self.opt.seed * 1000 + self.epoch)
        items = [(x, r) for x in self.train for r in windows.cut(x, self.opt.size, jitter=True)]
        random.shuffle(items)
        names = random.sample(self.names, len(self.names))
        out = [("article", items[i:i + self.opt.batch]) for i in range(0, len(items), self.opt.batch)]
        groups = [("name", names[i:i + 16]) for i in range(0, len(names), 16)]
        every = max(1, len(out) // max(1, len(groups)))
        mixed = []
        for i, b in enumerate(out):
            mixed.append(b)
            if i % every == 0 and groups:
                mixed.append(groups.pop())
        return mixed

    def loss(self, kind, items):
        if kind == "name":
            its = [windows.pieces(x, 0, len(x.pieces)) for x in items]
            h = self.net.encode(*windows.batch([(i[:384], f[:384], w) for i, f, w in its]))
            x = torch.cat([h[k][torch.tensor([p for p in w if p < 384])] for k, (_, _, w) in enumerate(its)])
            t = torch.cat([torch.tensor([y for p, y in zip(w, s.name) if p < 384]) for (_, _, w), s in zip(its, items)])
            return F.cross_entropy(self.net.name(x), t, ignore_index=-100)
        disguises = [random.choice((0, 2)) if random.random() < 0.08 else None for _ in items]
        its = [windows.pieces(x, a, b, g) for (x, (a, b)), g in zip(items, disguises)]
        h = self.net.encode(*windows.batch(its))
        total, words, cue, cues, source, sources = 0.0, 0, 0.0, 0, 0.0, 0
        for k, (x, (a, b)) in enumerate(items):
            l, c, nc, s, ns = article_loss(self.net, x, h[k], its[k][2], a, b)
            total, words, cue, cues, source, sources = total + l, words + b - a, cue + c, cues + nc, source + s, sources + ns
        return total / words + self.opt.link_weight * (cue / max(1, cues) + source / max(1, sources))

    def run(self):
        began, losses, since = time.time(), [], time.time()
        while self.step < self.steps:
            batches = self.epoch_batches()
            if self.at:
                random.seed(self.opt.seed * 1000 + self.epoch + self.at)
            for kind, items in batches[self.at:]:
                loss = self.loss(kind, items)
                self.optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
                self.optimizer.step()
                self.at += 1
                if kind == "article":
                    self.schedule.step()
                    self.step += 1
                    losses.append(loss.item())
                    decay = min(0.998, self.step / (self.step + 20))
                    with torch.no_grad():
                        for k, v in self.net.state_dict().items():
                            self.average[k].lerp_(v, 1 - decay)
                    if self.step % 25 == 0:
                        self.seconds += time.time() - since
                        since = time.time()
                        self.say(step=self.step, of=self.steps, loss=round(sum(losses) / len(losses), 4), seconds=round(self.seconds))
                        losses = []
                    if self.step % 100 == 0:
                        self.save()
                    if self.step >= self.steps or self.opt.minutes and time.time() - began > self.opt.minutes * 60:
                        break
            if self.opt.minutes and time.time() - began > self.opt.minutes * 60 and self.step < self.steps:
                self.save()
                return
            self.epoch, self.at = self.epoch + 1, 0
            self.finish_epoch()
            self.save()

    def finish_epoch(self):
        torch.save(self.average, os.path.join(self.opt.out, "network.pt"))
        current = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.net.load_state_dict(self.average)
        found = os.path.join(self.opt.out, f"dev.{self.epoch}.jsonl")
        write(found, read_articles(self.net, self.dev))
        if self.opt.graph:
            scores = subprocess.run([self.opt.graph, "eval", self.opt.dev, found], capture_output=True, text=True).stdout
            self.say(epoch=self.epoch, scores=scores.splitlines())
        self.net.load_state_dict(current)
        self.net.train()
        self.say(epoch=self.epoch, step=self.step)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for k in ("articles", "words", "dev", "dev-words", "base", "out"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--names", nargs="*", default=[])
    ap.add_argument("--epochs", type=float, default=5)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--size", type=int, default=320, help="pieces a window")
    ap.add_argument("--batch", type=int, default=6, help="windows a batch")
    ap.add_argument("--link-weight", type=float, default=0.25)
    ap.add_argument("--soft", help="probabilities of a teacher, from soft.py; half of the labels' loss")
    ap.add_argument("--keep-out", type=int, default=20, help="every so-manieth article is not trained on, for calibration; 0: none")
    ap.add_argument("--fold", type=int, default=0, help="which of them, counted from 0")
    ap.add_argument("--graph", help="the program, to score what is found on dev after each epoch")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--minutes", type=float, default=0, help="stop after so long; the same command goes on")
    opt = ap.parse_args()
    os.makedirs(opt.out, exist_ok=True)
    random.seed(opt.seed)
    torch.manual_seed(opt.seed)
    Trainer(opt).run()


if __name__ == "__main__":
    main()
