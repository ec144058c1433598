#!/usr/bin/env python3
"""Train the network.

usage: train.py --articles T.jsonl[.gz] --words T.words.jsonl --dev D.jsonl[.gz] --dev-words D.words.jsonl
                --base DIR --out DIR [--offices FILE …] [--names FILE …] [--epochs 5] [--seed 1] [--minutes M]

Articles are in the form of `graph extract`'s output; words are what `graph train` writes to OUT/articles.words.jsonl; DIR of --base holds
model.safetensors and vocab.txt. Offices are of some of the articles, by doc_id, those of dev too. Writes to --out: log.jsonl (a line every 25 steps and the scores on dev after each epoch),
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
import offices
import windows
from integers import restored
from network import LINKS, Network, beyond, load, near, save
from read import read_articles, write
from soft import teach

STATEMENT_LINKS = LINKS[:2]
OFFICE_HEADS = [*data.SPANS, "status"]
TITLES = 0.02           # of the words, about so many are a title's


def label_loss(net, batch, h, head):
    """Sum of a head's losses over the words that are marked or taught."""
    scores = F.log_softmax(getattr(net, head)(h), -1)
    loss = F.nll_loss(scores.flatten(0, 1), batch.target[head].flatten(), ignore_index=data.UNKNOWN, reduction="none").view(h.shape[:2]) \
        if head in batch.target else torch.zeros(h.shape[:2], device=h.device)
    if head in batch.soft:
        share = batch.share[head][:, None]
        taught = -(batch.soft[head] * scores).sum(-1)
        loss = (1 - share) * loss + share * taught
    return loss.sum()


def link_loss(net, batch, h, link, distances):
    """Sum of a link's losses, and over how many words."""
    scores = getattr(net, link)(h, h, distances)
    target = batch.target[link].flatten()
    loss = F.cross_entropy(scores.masked_fill(beyond(batch), -1e4).flatten(0, 1), target, ignore_index=data.UNKNOWN, reduction="sum")
    return loss, (target != data.UNKNOWN).sum()


class Trainer:
    def __init__(self, opt):
        self.opt, self.device, self.began = opt, torch.device(opt.device), None
        self.read()
        self.net = self.begin().to(self.device)
        heads = self.net.head_parameters()
        known = {id(p) for p in heads}
        body = [p for p in self.net.parameters() if id(p) not in known]
        self.optimizer = torch.optim.AdamW([{"params": body, "lr": opt.lr}, {"params": heads, "lr": opt.head_lr}], weight_decay=0.01,
                                           fused=self.device.type == "cuda")
        per_epoch = sum(len(windows.cut(x, opt.size)) for x in self.items())
        self.steps = int(per_epoch / opt.batch * opt.epochs) + 1
        warm = 0.06
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((self.done(s) + 1 / self.steps) / warm, max(0.0, (1 - self.done(s)) / (1 - warm))))
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.step, self.epoch, self.at, self.seconds = 0, 0, 0, 0.0
        self.checkpoint = os.path.join(opt.out, "checkpoint.pt")
        if os.path.exists(self.checkpoint):
            self.resume()

    def read(self):
        """Reads what is trained on and measured with."""
        opt = self.opt
        tokenizer = BertWordPieceTokenizer(os.path.join(opt.base, "vocab.txt"), lowercase=True)
        self.train = data.read_articles(opt.articles, opt.words, tokenizer, *opt.offices)
        self.dev = data.read_articles(opt.dev, opt.dev_words, tokenizer, *opt.offices)
        for path in opt.soft:
            for x, said in zip(self.train, torch.load(path), strict=True):
                teach(x, said)
        if opt.keep_out:
            self.train = [x for i, x in enumerate(self.train) if i % opt.keep_out != opt.fold]
        self.names = []
        for path in opt.names:
            found = (data.read_gum if "conllu" in path else data.read_conll)(path, tokenizer)
            if "wikigold" in path:          # every tenth window is kept out, to measure names on
                found = [x for i, x in enumerate(found) if i % 10]
            self.names += found

    def begin(self):
        """The network to begin from."""
        start = self.opt.start
        if start:
            net = (restored if start.endswith(".bin") else load)(start).train()
        else:
            net = Network(layers=self.opt.layers)
            net.load_base(os.path.join(self.opt.base, "model.safetensors"))
        net.coarse = not self.opt.fine
        return net

    def items(self):
        """The articles of an epoch: those whose offices people have marked more than once."""
        return [x for x in self.train for _ in range(self.opt.offices_times if x.offices is not None else 1)]

    def done(self, step):
        """The part of the run that lies behind: by the clock where it has its seconds."""
        if self.opt.seconds:
            return min(1.0, (time.time() - self.began) / self.opt.seconds) if self.began else 0.0
        return step / self.steps

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
        items = [(x, *r) for x in self.items() for r in windows.cut(x, self.opt.size, jitter=True)]
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
        net, opt = self.net, self.opt
        if kind == "name":
            batch = windows.Batch([(x, *windows.cut(x, 384)[0]) for x in items]).to(self.device)
            return F.cross_entropy(net.name(net.words(batch)).flatten(0, 1), batch.target["name"].flatten(), ignore_index=data.UNKNOWN)
        batch = windows.Batch(items, [random.choice((0, 2)) if random.random() < 0.08 else None for _ in items])
        words = int(batch.known.sum())
        batch.to(self.device)
        h, distances = net.words(batch), near(batch)
        total = label_loss(net, batch, h, "label") / words
        for link in STATEMENT_LINKS:
            if link in batch.target:
                loss, n = link_loss(net, batch, h, link, distances)
                total = total + opt.link_weight * loss / n.clamp(min=1)
        for head in OFFICE_HEADS:
            if head in batch.target or head in batch.soft:
                total = total + opt.office_weight * label_loss(net, batch, h, head) / words
        if "name" in batch.soft:
            total = total + label_loss(net, batch, h, "name") / words
        for link in LINKS[2:]:
            if link in batch.target:
                loss, n = link_loss(net, batch, h, link, distances)
                total = total + opt.link_weight * loss / n.clamp(min=int(TITLES * words) + 1)
        return total

    def run(self):
        began, losses, since = time.time(), [], time.time()
        self.began = began
        while self.step < self.steps or self.opt.seconds:
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
                    losses.append(loss.detach())
                    decay = min(0.998, self.step / (self.step + 20))
                    with torch.no_grad():
                        torch._foreach_lerp_(list(self.average.values()), list(self.net.state_dict().values()), 1 - decay)
                    if self.step % 25 == 0:
                        self.seconds += time.time() - since
                        since = time.time()
                        self.say(step=self.step, of=self.steps, loss=round(float(sum(losses)) / len(losses), 4), seconds=round(self.seconds))
                        losses = []
                    if self.opt.seconds and self.done(self.step) >= 1:
                        save(self.average, self.net.coarse, os.path.join(self.opt.out, "network.pt"))
                        return
                    if self.step % 100 == 0 and not self.opt.seconds:
                        self.save()
                    if not self.opt.seconds and self.step >= self.steps or self.opt.minutes and time.time() - began > self.opt.minutes * 60:
                        break
            if self.opt.minutes and time.time() - began > self.opt.minutes * 60 and self.step < self.steps:
                self.save()
                return
            self.epoch, self.at = self.epoch + 1, 0
            if not self.opt.seconds:
                self.finish_epoch()
                self.save()

    def finish_epoch(self):
        save(self.average, self.net.coarse, os.path.join(self.opt.out, "network.pt"))
        current = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.net.load_state_dict(self.average)
        found = os.path.join(self.opt.out, f"dev.{self.epoch}.jsonl")
        read = list(read_articles(self.net, self.dev))
        write(found, read)
        if any(x.offices is not None for x in self.dev):
            self.say(epoch=self.epoch, offices=list(offices.report(offices.score((x, o) for x, _, o in read if x.offices is not None))))
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
    ap.add_argument("--offices", nargs="*", default=[], help="marked offices of some of the articles, and of dev's")
    ap.add_argument("--offices-times", type=int, default=1, help="how often an epoch has the articles with marked offices")
    ap.add_argument("--office-weight", type=float, default=1.0)
    ap.add_argument("--start", help="a network to begin from instead of the base: network.pt or a weight file")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--epochs", type=float, default=5)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--size", type=int, default=320, help="pieces a window")
    ap.add_argument("--batch", type=int, default=6, help="windows a batch")
    ap.add_argument("--link-weight", type=float, default=0.25)
    ap.add_argument("--soft", nargs="*", default=[], help="what teachers say, from soft.py; half of the loss where people have marked as well")
    ap.add_argument("--keep-out", type=int, default=20, help="every so-manieth article is not trained on, for calibration; 0: none")
    ap.add_argument("--fold", type=int, default=0, help="which of them, counted from 0")
    ap.add_argument("--graph", help="the program, to score what is found on dev after each epoch")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--layers", type=int, default=6, help="of the base")
    ap.add_argument("--fine", action="store_true", help="for teachers: see layers and words as they are, not as 4 bits have them")
    ap.add_argument("--seconds", type=float, default=0, help="train so long instead of --epochs, without checkpoints and scores between: for a machine that is lent")
    ap.add_argument("--minutes", type=float, default=0, help="stop after so long; the same command goes on")
    opt = ap.parse_args()
    os.makedirs(opt.out, exist_ok=True)
    random.seed(opt.seed)
    torch.manual_seed(opt.seed)
    torch.set_float32_matmul_precision("high")          # on a GPU
    Trainer(opt).run()


if __name__ == "__main__":
    main()
