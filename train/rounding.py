"""Rounds a matrix to whole numbers so that what it gives changes least, not the matrix itself.

The method is that of Frantar et al., "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers" (2022):
columns are rounded one after another, the ones with the largest inputs first, and what each loses is made up for by those still to come,
as far as the inputs (seen on articles) tell that they can. The scale of each row is the one, of a few, with the least loss.

The program adds the products of eight inputs (a lane) in 16 bits, inputs being 0 to 255: so a lane's positive weights, and its
negative ones, may come to at most ROOM. Few rows would go beyond it; what a lane has no room for is made up for like any other loss.

Inputs are rounded too, row by row, and a channel that runs wide takes the steps of the others: so each is multiplied by a factor first, and
the weights divided by it (Xiao et al., "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", 2023).
"""
import numpy as np

DAMPING, BLOCK = 0.01, 64                # of columns: what is lost in one is passed on to later ones at once
STEPS = (24, 32, 40, 48, 56, 64, 72, 80, 96)    # that the largest weight of a row may have: the scales that are tried
ROOM, LARGEST = 128, 127
WINDOWS, SIZE = 200, 320        # that inputs are seen on; pieces of each
EVEN = {"down": 0.25}           # how far channels are made even, by layer: 1 is altogether
EVEN_OTHERS = 0.5


def lanes(n):
    """The lane of each of n inputs: of 16 inputs on end, groups of 4, the first two of each group and the last two."""
    i = np.arange(n)
    return i // 16 * 2 + i % 4 // 2


def rounded(w, inputs):
    """w (out, in) and the sum of its inputs' outer products (in, in) → whole numbers and a scale for each row."""
    w, inputs = w.astype(np.float64), inputs.astype(np.float64)
    order = np.argsort(-inputs.diagonal(), kind="stable")
    damped = inputs[order][:, order]
    damped[np.diag_indices_from(damped)] += DAMPING * damped.diagonal().mean()
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T
    widest = np.maximum(np.abs(w).max(1), 1e-12)
    best = np.full(len(w), np.inf)
    q, scale = np.empty(w.shape, np.int8), np.empty(len(w), np.float32)
    for steps in STEPS:
        s = (widest / steps).astype(np.float32)
        tried = with_scale(w, s, order, upper)
        off = w - tried * s[:, None]
        loss = ((off @ inputs) * off).sum(1)
        better = loss < best
        best[better], q[better], scale[better] = loss[better], tried[better], s[better]
    return q, scale


def with_scale(w, scale, order, upper):
    """Rounds the columns in an order; upper: the Cholesky factor of the inverse of the inputs' products in that order."""
    lane, w = lanes(w.shape[1])[order], w[:, order]
    room = np.full((2, len(w), lane.max() + 1), ROOM)         # for positive and for negative weights
    q = np.empty_like(w)
    for begin in range(0, len(lane), BLOCK):
        end = min(begin + BLOCK, len(lane))
        lost = np.zeros((len(w), end - begin))
        for i in range(begin, end):
            up, down = room[:, :, lane[i]]
            q[:, i] = np.clip(np.rint(w[:, i] / scale), -np.minimum(down, LARGEST), np.minimum(up, LARGEST))
            up -= np.maximum(q[:, i], 0).astype(int)
            down -= np.maximum(-q[:, i], 0).astype(int)
            lost[:, i - begin] = (w[:, i] - q[:, i] * scale) / upper[i, i]
            w[:, i + 1:end] -= lost[:, i - begin, None] * upper[i, i + 1:end]
        w[:, end:] -= lost @ upper[begin:end, end:]
    out = np.empty_like(q)
    out[:, order] = q
    return out.astype(np.int8)


def factors(name, widest):
    """What to multiply a layer's inputs by; widest: the largest value of each channel."""
    widest = np.maximum(widest, 1e-3) / np.median(widest)
    return widest ** -EVEN.get(name.split(".")[-1], EVEN_OTHERS)


def inputs_of(network, vocab, articles, words):
    """What each linear layer sees while the network reads articles, by the layer's name: the sum of its inputs' outer products, and the
    largest value of each channel."""
    import random

    import torch
    from tokenizers import BertWordPieceTokenizer

    import data
    import windows
    from network import load
    net = load(network)
    sums, widest, hooks = {}, {}, []
    for name, module in net.named_modules():
        if isinstance(module, torch.nn.Linear):
            def add(_, x, name=name):
                x = x[0].detach().reshape(-1, x[0].shape[-1])
                sums[name] = sums.get(name, 0) + x.T @ x
                widest[name] = torch.maximum(widest.get(name, torch.zeros(x.shape[1])), x.abs().amax(0))
            hooks.append(module.register_forward_pre_hook(add))
    random.seed(1)
    read = data.read_articles(articles, words, BertWordPieceTokenizer(vocab, lowercase=True))
    random.shuffle(read)
    cut = [(x, r) for x in read[:WINDOWS] for r in windows.cut(x, SIZE)][:WINDOWS]
    with torch.no_grad():
        for x, (a, b) in cut:
            net.cue_link.row(net.read(x, a, b)[0])
    for h in hooks:
        h.remove()
    return {name: (s.double().numpy(), widest[name].double().numpy()) for name, s in sums.items()}
