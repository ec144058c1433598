"""Windows: stretches of an article's words that the network reads at once, as padded tensors."""
import random
from bisect import bisect_right

import numpy as np
import torch

from data import NONE, UNKNOWN

CLS, SEP = 101, 102


def cut(article, size, jitter=False):
    """Word ranges of at most `size` pieces, ends at sentence ends where one is near; with jitter, other places every call."""
    total, n, a, out = article.start, len(article), 0, []
    while a < n:
        limit = random.randint(size // 3, size) if jitter and a == 0 else size
        b = min(n, max(a + 1, bisect_right(total, total[a] + limit - 2) - 1))
        if b < n:
            c = b
            while c > a + (b - a) // 2 and article.sentence[c] == article.sentence[c - 1]:
                c -= 1
            if c > a + (b - a) // 2:
                b = c
        out.append((a, b))
        a = b
    return out


def overlapping(article, size, overlap):
    """Word ranges for reading an article: each but the first begins `overlap` pieces before the last one's end."""
    total, n, a, out = article.start, len(article), 0, []
    while a < n:
        b = min(n, max(a + 1, bisect_right(total, total[a] + size - 2) - 1))
        out.append((a, b))
        if b == n:
            break
        a = max(a + 1, bisect_right(total, total[b] - overlap) - 1)
    return out


class Batch:
    """Windows as tensors: ids, features and mask of pieces (window, piece, …); first pieces, sentence, paragraph and known (is there) of
    words (window, word, …); what the heads should say of the words, where it is known."""

    def __init__(self, items, disguises=None):
        """items: (article, begin, end) in words; disguises: for each a shape given to all its words, or None."""
        words = max(b - a for _, a, b in items)
        pieces = 2 + max(x.start[b] - x.start[a] for x, a, b in items)
        room = lambda n, *more, kind=np.int64, value=0: np.full((len(items), n, *more), value, kind)
        self.ids, self.features, self.mask = room(pieces), room(pieces, 3), room(pieces, kind=bool)
        self.first, self.sentence, self.paragraph, self.known = room(words), room(words), room(words), room(words, kind=bool)
        self.target, self.soft, self.share = {}, {}, {}
        for k, (x, a, b) in enumerate(items):
            n, start = b - a, np.array(x.start[a:b + 1])
            end = 1 + start[-1] - start[0]
            self.ids[k, 0], self.ids[k, 1:end], self.ids[k, end] = CLS, x.ids[start[0]:start[-1]], SEP
            self.mask[k, :end + 1] = True
            self.first[k, :n] = 1 + start[:-1] - start[0]
            features = np.array(x.features[a:b])
            if disguises and disguises[k] is not None:
                features = np.where((np.arange(3) == 1) & (features <= 2), disguises[k], features)
            self.features[k, 1:end] = np.repeat(features, np.diff(start), 0)
            self.features[k, 1:end, 2] = 0                  # begins a paragraph: the word's first piece alone
            self.features[k, self.first[k, :n], 2] = features[:, 2]
            self.sentence[k, :n], self.paragraph[k, :n], self.known[k, :n] = x.sentence[a:b], x.paragraph[a:b], True
            for head, t in x.target.items():
                t = np.array(t[a:b])
                if head.endswith("_link"):                  # the last column is "none"; words outside the window can't be learned
                    t = np.where((t >= a) & (t < b), t - a, np.where(t == NONE, words, UNKNOWN))
                self.target.setdefault(head, room(words, value=UNKNOWN))[k, :n] = t
            for head, p in x.soft.items():
                self.soft.setdefault(head, room(words, p.shape[1], kind=np.float32))[k, :n] = p[a:b]
                self.share.setdefault(head, np.zeros(len(items), np.float32))[k] = x.share[head]

    def to(self, device):
        move = lambda t: (t.pin_memory() if device.type == "cuda" else t).to(device, non_blocking=True)
        for name, t in list(vars(self).items()):
            setattr(self, name, {k: move(torch.from_numpy(v)) for k, v in t.items()} if isinstance(t, dict) else move(torch.from_numpy(t)))
        return self
