"""Reads articles with the network and writes statements in the extraction contract's form.

In short what internal/encoder and internal/attrib do in Go, for the scores after each epoch; the program adds what layout tells,
tidies edges and leaves out what is unsure.
"""
import json

import torch
import torch.nn.functional as F

import windows
from data import BEGIN, CONTENT, CUE, END, INSIDE, O, SINGLE, SOURCE, label_of
from network import buckets

SIZE, OVERLAP = 384, 128
LEGAL = torch.full((13, 13), -1e4)          # a span begins with B or S; after B or I of a layer comes its I or E
OPEN = [label_of(layer, p) for layer in range(3) for p in (BEGIN, INSIDE)]
FIRST = [O] + [label_of(layer, p) for layer in range(3) for p in (BEGIN, SINGLE)]
for _a in range(13):
    _next = [_a - (_a - 1) % 4 + INSIDE, _a - (_a - 1) % 4 + END] if _a in OPEN else FIRST
    LEGAL[_a, _next] = 0.0


def viterbi(scores, legal=LEGAL, first=FIRST, unfinished=OPEN):
    """The likeliest legal labels of one paragraph's words; a span does not go on into the next."""
    best, back = torch.full((len(legal),), -1e4), []
    best[first] = scores[0][first]
    for t in range(1, len(scores)):
        x, i = (best[:, None] + legal).max(0)
        back.append(i)
        best = x + scores[t]
    if unfinished:
        best[unfinished] -= 1e4
    y = [int(best.argmax())]
    for i in reversed(back):
        y.append(int(i[y[-1]]))
    return y[::-1]


def runs(y, layer):
    """Spans (first, last) of a layer."""
    out, first = [], 0
    for i, label in enumerate(y):
        place = label - label_of(layer, BEGIN)
        if place in (BEGIN, SINGLE):
            first = i
        if place in (END, SINGLE):
            out.append((first, i))
    return out


@torch.no_grad()
def read_articles(net, articles):
    net.eval()
    for x in articles:
        n = len(x.pieces)
        scores, room, where, states = torch.zeros(n, 13), [-1] * n, [0] * n, []
        for a, b in windows.overlapping(x, SIZE, OVERLAP):
            ids, features, first = windows.pieces(x, a, b)
            h = net.encode(*windows.batch([(ids, features, first)]))[0][torch.tensor(first)]
            s = F.log_softmax(net.label(h), -1)
            states.append((a, b, h, buckets(x.sentence[a:b], x.paragraph[a:b])))
            for i in range(a, b):
                r = min(i - a if a else 9999, b - 1 - i if b < n else 9999)
                if r > room[i]:
                    room[i], scores[i], where[i] = r, s[i - a], len(states) - 1
        yield x, (statements(net, x, scores, where, states) if n else [])


def statements(net, x, scores, where, states):
    y, i, n = [], 0, len(x.pieces)
    while i < n:
        j = i
        while j < n and x.paragraph[j] == x.paragraph[i]:
            j += 1
        y += viterbi(scores[i:j])
        i = j
    sources, cues, parts = (runs(y, layer) for layer in (SOURCE, CUE, CONTENT))

    def link(linker, rows, targets):
        """Log-probability of each target span (and none, last) for the words of rows, averaged."""
        a, b, h, bucket = states[where[rows[len(rows) // 2]]]
        rows = [i for i in rows if a <= i < b]
        inside = [t for t in targets if a <= t[0] and t[1] < b]
        local = [i - a for i in rows]
        p = F.log_softmax(linker(h[local], h, bucket[local]), -1)
        columns = [torch.logsumexp(p[:, t[0] - a:t[1] - a + 1], 1) for t in inside]
        return inside, torch.stack(columns + [p[:, -1]], 1)

    cue_source = {}
    for c in cues:
        inside, p = link(net.source_link, list(range(c[0], c[1] + 1)), sources)
        k = int(p.mean(0).argmax())
        cue_source[c] = inside[k] if k < len(inside) else None
    held = {}
    for part in parts:
        for (first, last), cue in split(net, link, part, cues):
            held.setdefault(cue, []).append((first, last))
    out = []
    offsets = lambda s: [x.begin[s[0]], x.end[s[1]]]
    for cue, spans in held.items():
        groups = [spans] if cue else [[s] for s in spans]
        for g in groups:
            source = cue_source.get(cue)
            out.append({"parts": [offsets(s) for s in sorted(g)], "cue": offsets(cue) if cue else None,
                        "speaker": offsets(source) if source else None, "content_type": kind(x, g)})
    return sorted(out, key=lambda q: q["parts"])


def split(net, link, part, cues, least=3):
    """A run of content words may hold two statements: cut where the words' cue changes for good."""
    inside, p = link(net.cue_link, list(range(part[0], part[1] + 1)), cues)
    n = len(p)
    names = lambda k: inside[k] if k < len(inside) else None
    whole = p.sum(0)
    best, cut = whole.max(), None
    total = p.cumsum(0)
    for i in range(least, n - least + 1):
        left, right = total[i - 1], whole - total[i - 1]
        a, b = left.argmax(), right.argmax()
        if a != b and left[a] + right[b] - 6.0 > best:
            best, cut = left[a] + right[b] - 6.0, (i, int(a), int(b))
    if cut is None:
        return [(part, names(int(whole.argmax())))]
    i, a, b = cut
    return [((part[0], part[0] + i - 1), names(a)), ((part[0] + i, part[1]), names(b))]


def kind(x, spans):
    inside = [x.features[i][0] for a, b in spans for i in range(a, b + 1) if x.text[x.begin[i]].isalnum()]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def write(path, read):
    with open(path, "w", encoding="utf-8") as f:
        for x, quotes in read:
            f.write(json.dumps({"doc_id": x.id, "text": x.text, "quotes": [{"id": i, **q} for i, q in enumerate(quotes)]}) + "\n")
