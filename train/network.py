"""The network: a small BERT encoder with one head a layer of the analysis.

Heads, each on a word's first piece:
  label   13 scores: O, and begin, inside, end, single of source, cue, content
  name    9 scores: B/I of person, organisation, place, event, and O
  links   for each content word the scores of every word (and none) to be the first of its cue; for each cue word
          the same for its source: a product of two projections plus a learned bias by bucketed distance
"""
import math
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from data import BUCKETS

POOL = {}


def dropout(x, p, training):
    """Masks cut from a pool at a random place: torch's own generator costs as much as the layers on a CPU."""
    if not training or not p:
        return x
    if p not in POOL:
        POOL[p] = (torch.rand(1 << 23) >= p).float() / (1 - p)
    if (p, x.dtype) not in POOL:
        POOL[p, x.dtype] = POOL[p].to(x.dtype)
    n = x.numel()
    o = random.randrange((1 << 23) - n)
    return x * POOL[p, x.dtype][o:o + n].view(x.shape)


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x, mask, p):
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + dropout(self.out(a.transpose(1, 2).reshape(b, n, w)), p, self.training))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x))), p, self.training))


class Linker(nn.Module):
    """Scores of words j (and none, last) to be what word i belongs to."""

    def __init__(self, width, d=128):
        super().__init__()
        self.row, self.column = nn.Linear(width, d), nn.Linear(width, d)
        self.none = nn.Parameter(torch.zeros(d))
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.scale = 1 / math.sqrt(d)

    def forward(self, rows, columns, buckets):
        q, k = self.row(rows), self.column(columns)
        s = q @ k.T * self.scale + self.distance[buckets]
        return torch.cat([s, (q @ self.none * self.scale)[:, None]], 1)


def load(path):
    """A trained network, ready to read."""
    net = Network()
    net.load_state_dict(torch.load(path))
    return net.eval()


class Network(nn.Module):
    def __init__(self, width=384, layers=6, heads=12, inner=1536, vocab=30522, positions=512, labels=13, names=9):
        super().__init__()
        self.word, self.position = nn.Embedding(vocab, width), nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.quoted, self.shape, self.first = nn.Embedding(2, width), nn.Embedding(5, width), nn.Embedding(2, width)
        for e in (self.quoted, self.shape, self.first):
            nn.init.zeros_(e.weight)
        self.layers = nn.ModuleList([Layer(width, heads, inner) for _ in range(layers)])
        self.label, self.name = nn.Linear(width, labels), nn.Linear(width, names)
        self.cue_link, self.source_link = Linker(width), Linker(width)

    def load_base(self, path):
        w = load_file(path)
        g = lambda k: w[k] if k in w else w["bert." + k]
        e = "embeddings."
        self.word.weight.data = g(e + "word_embeddings.weight")
        self.position.weight.data = g(e + "position_embeddings.weight") + g(e + "token_type_embeddings.weight")[0]
        self.norm.weight.data, self.norm.bias.data = g(e + "LayerNorm.weight"), g(e + "LayerNorm.bias")
        for i, l in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for n in ("weight", "bias"):
                getattr(l.qkv, n).data = torch.cat([g(p + f"attention.self.{x}.{n}") for x in ("query", "key", "value")])
                getattr(l.out, n).data = g(p + "attention.output.dense." + n)
                getattr(l.norm1, n).data = g(p + "attention.output.LayerNorm." + n)
                getattr(l.up, n).data = g(p + "intermediate.dense." + n)
                getattr(l.down, n).data = g(p + "output.dense." + n)
                getattr(l.norm2, n).data = g(p + "output.LayerNorm." + n)

    def encode(self, ids, features, mask, p=0.1):
        """ids (b, n), features (b, n, 3), mask (b, n) true for real pieces → (b, n, width)"""
        x = self.word(ids) + self.position.weight[:ids.shape[1]]
        for e, f in zip((self.quoted, self.shape, self.first), features.unbind(-1)):
            x = x + e(f)
        x = dropout(self.norm(x), p, self.training)
        for l in self.layers:
            x = l(x, mask[:, None, None, :], p)
        return x

    def head_parameters(self):
        body = {id(p) for m in (self.word, self.position, self.norm, self.layers) for p in m.parameters()}
        return [p for p in self.parameters() if id(p) not in body]


def buckets(sentence, paragraph):
    """(n, n) distance buckets of words i → j: sign, then within the sentence the log of the distance in words, else sentences."""
    n = len(sentence)
    s, p = torch.tensor(sentence), torch.tensor(paragraph)
    w = torch.arange(n)[None, :] - torch.arange(n)[:, None]
    near = torch.log2(w.abs().float() + 1).long().clamp(max=7)
    ds = (s[None, :] - s[:, None]).abs()
    far = 8 + ((ds - 1) * 2 + (p[None, :] != p[:, None]).long()).clamp(min=0, max=7)
    return torch.where(ds == 0, near, far) + 16 * (w <= 0).long()


def grouped(scores):
    """Log-probabilities of the 13 labels → of O and, a layer, begins (B or S) and goes on (I or E)."""
    x = scores[:, 1:].view(-1, 3, 4)
    begins, on = torch.logaddexp(x[:, :, 0], x[:, :, 3]), torch.logaddexp(x[:, :, 1], x[:, :, 2])
    return torch.cat([scores[:, :1], torch.stack([begins, on], -1).view(-1, 6)], 1)
