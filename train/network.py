"""The network: a small BERT encoder with one head a layer of the analysis.

Heads, each on a word's first piece:
  label   13 scores: O, and begin, inside, end, single of source, cue, content
  name    9 scores: B/I of person, organisation, place, event, and O
  title, body, holder   5 scores each: O, and begin, inside, end, single of an office's title, of the body it is in, of who holds it
  status  4 scores, for a title word: now, former, acting, future
  links   for each content word the scores of every word (and none) to be the first of its cue; for each cue word the same for its source; for
          each title word for its body and its holder: a product of two projections plus a learned bias by bucketed distance
"""
import functools
import math
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from data import BUCKETS, LABELS, NAME_LABELS, SPAN_LABELS, SPANS, STATUSES
from windows import Batch

LINKS = ["cue_link", "source_link", "body_link", "holder_link"]
LEVELS = [-33, -25, -19, -15, -11, -8, -5, -2, 2, 5, 8, 11, 15, 19, 25, 33]     # what a weight of 4 bits may be
UNIT = 12           # so many of them are the root mean square of a row: nearly Lloyd's and Max's 16 levels for a normal distribution

POOL = {}


def dropout(x, p, training):
    """Masks cut from a pool at a random place: torch's own generator costs as much as the layers on a CPU."""
    if not training or not p:
        return x
    if x.is_cuda:
        return F.dropout(x, p)
    if p not in POOL:
        POOL[p] = (torch.rand(1 << 23) >= p).float() / (1 - p)
    if (p, x.dtype) not in POOL:
        POOL[p, x.dtype] = POOL[p].to(x.dtype)
    n = x.numel()
    o = random.randrange((1 << 23) - n)
    return x * POOL[p, x.dtype][o:o + n].view(x.shape)


class Linear(nn.Linear):
    """A linear layer whose weights may be looked at coarsely: `seen`, where it is set, takes their place."""
    seen = None

    def forward(self, x):
        return F.linear(x, self.weight if self.seen is None else self.seen, self.bias)


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = Linear(width, 3 * width), Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = Linear(width, inner), Linear(inner, width)

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

    def forward(self, rows, columns, near):
        """rows (…, n, width), columns (…, m, width), near (…, n, m, buckets) → (…, n, m + 1)"""
        q, k = self.row(rows), self.column(columns)
        s = q @ k.transpose(-1, -2) * self.scale + near @ self.distance
        return torch.cat([s, (q @ self.none * self.scale)[..., None]], -1)


@functools.cache
def levels(device):
    """LEVELS in root mean squares, and what lies between each two, as tensors of a device."""
    x = torch.tensor(LEVELS, device=device) / UNIT
    return x, (x[1:] + x[:-1]) / 2


def steps(w):
    """The level of each weight, counted from 0, and the root mean square of each row, the last dimension being a row."""
    size = w.pow(2).mean(-1, keepdim=True).sqrt().clamp(min=1e-12)
    return torch.bucketize(w / size, levels(w.device)[1]), size


def coarse(w):
    """Weights as 4 bits have them. The gradient goes by as if nothing had been rounded (Bengio et al., "Estimating or Propagating Gradients
    Through Stochastic Neurons for Conditional Computation", 2013)."""
    with torch.no_grad():
        at, size = steps(w)
        off = levels(w.device)[0][at] * size - w
    return w + off


def load(path):
    """A trained network, ready to read; heads that it had no training in stay at nothing."""
    saved = torch.load(path, map_location="cpu")
    net = Network(layers=1 + max(int(k.split(".")[1]) for k in saved["network"] if k.startswith("layers.")))
    net.load_state_dict(saved["network"], strict=False)
    net.coarse = saved["coarse"]
    return net.eval()


def save(state, coarse, path):
    """Parameters by name, and whether they are seen as 4 bits have them."""
    torch.save({"network": state, "coarse": coarse}, path)


class Network(nn.Module):
    coarse = False          # whether layers and words are seen as 4 bits have them

    def __init__(self, width=384, layers=6, heads=12, inner=1536, vocab=30522, positions=512):
        super().__init__()
        self.word, self.position = nn.Embedding(vocab, width), nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.quoted, self.shape, self.first = nn.Embedding(2, width), nn.Embedding(5, width), nn.Embedding(2, width)
        for e in (self.quoted, self.shape, self.first):
            nn.init.zeros_(e.weight)
        self.layers = nn.ModuleList([Layer(width, heads, inner) for _ in range(layers)])
        self.label, self.name = nn.Linear(width, len(LABELS)), nn.Linear(width, len(NAME_LABELS))
        self.title, self.body, self.holder = (nn.Linear(width, len(SPAN_LABELS)) for _ in SPANS)
        self.status = nn.Linear(width, len(STATUSES))
        self.cue_link, self.source_link, self.body_link, self.holder_link = (Linker(width) for _ in LINKS)

    @property
    def device(self):
        return self.norm.weight.device

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
        x = coarse(self.word(ids)) if self.coarse else self.word(ids)
        x = x + self.position.weight[:ids.shape[1]]
        for e, f in zip((self.quoted, self.shape, self.first), features.unbind(-1)):
            x = x + F.one_hot(f, len(e.weight)).to(x.dtype) @ e.weight
        x = dropout(self.norm(x), p, self.training)
        for l in self.layers:
            x = l(x, mask[:, None, None, :], p)
        return x

    def look(self):
        """Sets what the layers see of their weights: all of a shape at once, because many small steps cost a GPU more than large ones."""
        for kind in ("qkv", "out", "up", "down") if self.coarse else ():
            same = [getattr(l, kind) for l in self.layers]
            for m, seen in zip(same, coarse(torch.stack([m.weight for m in same])).unbind()):
                m.seen = seen

    def words(self, batch):
        """The vectors of a batch's words (window, word, width), from their first pieces."""
        self.look()
        x = self.encode(batch.ids, batch.features, batch.mask)
        for l in self.layers if self.coarse else ():
            l.qkv.seen = l.out.seen = l.up.seen = l.down.seen = None
        return x.gather(1, batch.first[..., None].expand(-1, -1, x.shape[-1]))

    def read(self, article, begin, end):
        """The vectors of an article's words and how far they are from each other."""
        batch = Batch([(article, begin, end)]).to(self.device)
        return self.words(batch)[0], near(batch)[0]

    def head_parameters(self):
        body = {id(p) for m in (self.word, self.position, self.norm, self.layers) for p in m.parameters()}
        return [p for p in self.parameters() if id(p) not in body]


def near(batch):
    """Distance buckets of words i → j, one-hot (window, word, word, buckets): sign, then within the sentence the log of the distance in
    words, else sentences."""
    s, p = batch.sentence, batch.paragraph
    at = torch.arange(s.shape[1], device=s.device)
    w = at[None, :] - at[:, None]
    close = torch.log2(w.abs().float() + 1).long().clamp(max=7)
    ds = (s[:, None, :] - s[:, :, None]).abs()
    far = 8 + ((ds - 1) * 2 + (p[:, None, :] != p[:, :, None]).long()).clamp(min=0, max=7)
    return F.one_hot(torch.where(ds == 0, close, far) + 16 * (w <= 0).long(), BUCKETS).float()


def beyond(batch):
    """The columns of links (window, 1, word and none) that no word stands in."""
    return F.pad(~batch.known, (0, 1))[:, None, :]
