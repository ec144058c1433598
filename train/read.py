"""Reads articles with the network and writes statements in the extraction contract's form, and the offices that are told.

In short what internal/encoder and internal/attrib do in Go, for the scores after each epoch; the program adds what layout tells,
tidies edges and leaves out what is unsure.
"""
import copy
import json

import torch
import torch.nn.functional as F

import windows
from data import BEGIN, CONTENT, CUE, END, INSIDE, NONE, O, SINGLE, SOURCE, SPANS, STATUSES, Office, label_of

HEADS = ["label", *SPANS, "status"]

SIZE, OVERLAP = 384, 128


class Scheme:
    """Which of O and some layers' B, I, E, S may follow which: a span begins with B or S; after B or I of a layer comes its I or E."""

    def __init__(self, layers):
        self.open = [label_of(layer, p) for layer in range(layers) for p in (BEGIN, INSIDE)]
        self.first = [O] + [label_of(layer, p) for layer in range(layers) for p in (BEGIN, SINGLE)]
        self.legal = torch.full((1 + 4 * layers,) * 2, -1e4)
        for a in range(len(self.legal)):
            begin = a - (a - 1) % 4
            self.legal[a, [begin + INSIDE, begin + END] if a in self.open else self.first] = 0.0


STATEMENT, OFFICE = Scheme(3), Scheme(1)


def viterbi(scores, legal, first, unfinished):
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


class States:
    """What the network gives for an article's words: scores of HEADS, each word's from the window in which it lies furthest from an edge, and
    the windows' vectors, from which links are scored."""

    @torch.no_grad()
    def __init__(self, net, heads, article):
        n = len(article)
        self.article, self.net, self.where, self.windows = article, heads, [0] * n, []
        self.scores = {k: torch.zeros(n, getattr(heads, k).out_features) for k in HEADS}
        room = [-1] * n
        for a, b in windows.overlapping(article, SIZE, OVERLAP):
            h, near = (x.cpu() for x in net.read(article, a, b))
            s = {k: F.log_softmax(getattr(heads, k)(h), -1) for k in HEADS}
            for i in range(a, b):
                r = min(i - a if a else 9999, b - 1 - i if b < n else 9999)
                if r > room[i]:
                    room[i], self.where[i] = r, len(self.windows)
                    for k in HEADS:
                        self.scores[k][i] = s[k][i - a]
            self.windows.append((a, b, h, near))

    def labels(self, head, scheme):
        """The likeliest legal labels, paragraph by paragraph."""
        y, i, x = [], 0, self.article
        while i < len(x):
            j = i
            while j < len(x) and x.paragraph[j] == x.paragraph[i]:
                j += 1
            y += viterbi(self.scores[head][i:j], scheme.legal, scheme.first, scheme.open)
            i = j
        return y

    @torch.no_grad()
    def links(self, linker, rows, at):
        """First word of the window that word `at` has its scores from, and for those of rows that lie in it the log-probabilities of its words,
        and none, to be what they belong to."""
        a, b, h, near = self.windows[self.where[at]]
        local = [i - a for i in rows if a <= i < b]
        return a, F.log_softmax(linker(h[local], h, near[local]), -1)


def states(net, articles):
    """The scores of articles, one after another. Layers run where the network is, the rest on the CPU."""
    net.eval()
    heads = net if net.device.type == "cpu" else copy.deepcopy(net).cpu()
    for x in articles:
        yield x, States(net, heads, x)


def read_articles(net, articles):
    for x, s in states(net, articles):
        yield x, statements(s) if len(x) else [], offices(s) if len(x) else []


def offices(s):
    """Offices, by the likeliest titles; body and holder are those that a title's words together hold likeliest."""
    out = []
    for first, last in runs(s.labels("title", OFFICE), 0):
        words = range(first, last + 1)
        to = {}
        for kind in ("body", "holder"):
            a, p = s.links(getattr(s.net, kind + "_link"), words, first)
            k = int(p.sum(0).argmax())
            to[kind] = a + k if k < p.shape[1] - 1 else NONE
        out.append(Office(first, last, to["body"], to["holder"], STATUSES[int(s.scores["status"][first:last + 1].sum(0).argmax())]))
    return out


def statements(s):
    net, x = s.net, s.article
    y = s.labels("label", STATEMENT)
    sources, cues, parts = (runs(y, layer) for layer in (SOURCE, CUE, CONTENT))

    def link(linker, rows, targets):
        """Log-probability of each target span (and none, last) for the words of rows, averaged."""
        a, p = s.links(linker, rows, rows[len(rows) // 2])
        inside = [t for t in targets if a <= t[0] and t[1] < a + p.shape[1] - 1]
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


def written(x, office):
    """An office by its places: of body and holder the first word."""
    at = lambda first, last: [x.begin[first], x.end[last]]
    return {"title_at": at(office.first, office.last), "organization_at": at(office.body, office.body) if office.body >= 0 else None,
            "holder_at": at(office.holder, office.holder) if office.holder >= 0 else None, "status": office.status}


def write(path, read):
    with open(path, "w", encoding="utf-8") as f:
        for x, quotes, found in read:
            f.write(json.dumps({"doc_id": x.id, "text": x.text, "quotes": [{"id": i, **q} for i, q in enumerate(quotes)],
                                "offices": [written(x, o) for o in found]}) + "\n")
