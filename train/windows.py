"""Windows: stretches of an article's words that the network reads at once, as padded tensors."""
import random
from bisect import bisect_right

import torch

CLS, SEP = 101, 102


def cut(article, size, jitter=False):
    """Word ranges of at most `size` pieces, ends at sentence ends where one is near; with jitter, other places every call."""
    total = [0]
    for p in article.pieces:
        total.append(total[-1] + len(p))
    n, a, out = len(article.pieces), 0, []
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
    total = [0]
    for p in article.pieces:
        total.append(total[-1] + len(p))
    n, a, out = len(article.pieces), 0, []
    while a < n:
        b = min(n, max(a + 1, bisect_right(total, total[a] + size - 2) - 1))
        out.append((a, b))
        if b == n:
            break
        a = max(a + 1, bisect_right(total, total[b] - overlap) - 1)
    return out


def pieces(article, a, b, disguise=None):
    """ids, features and the index of each word's first piece for words [a, b). disguise: a shape given to every word."""
    ids, features, first = [CLS], [(0, 0, 0)], []
    for i in range(a, b):
        q, s, f = article.features[i]
        first.append(len(ids))
        for k, x in enumerate(article.pieces[i]):
            ids.append(x)
            features.append((q, s if disguise is None or s > 2 else disguise, f if k == 0 else 0))
    return ids + [SEP], features + [(0, 0, 0)], first


def batch(items):
    n = max(len(x[0]) for x in items)
    ids = torch.zeros(len(items), n, dtype=torch.long)
    features = torch.zeros(len(items), n, 3, dtype=torch.long)
    mask = torch.zeros(len(items), n, dtype=torch.bool)
    for i, (w, f, _) in enumerate(items):
        ids[i, :len(w)], features[i, :len(f)], mask[i, :len(w)] = torch.tensor(w), torch.tensor(f), True
    return ids, features, mask
