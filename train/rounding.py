"""Rounds a matrix to whole numbers so that what it gives changes least, not the matrix itself.

The method is that of Frantar et al., "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers" (2022):
columns are rounded one after another, the ones with the largest inputs first, and what each loses is made up for by those still to come,
as far as the inputs (seen on articles) tell that they can. The scale of each row is the one, of a few, with the least weighted loss.

Inputs are rounded too, row by row, and a channel that runs wide takes the steps of the others: so each is multiplied by a factor first, and
the weights divided by it (Xiao et al., "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", 2023).
"""
import numpy as np

DAMPING, SHRINK = 0.01, (1.0, 0.95, 0.9, 0.85, 0.8)
WINDOWS, SIZE = 200, 320        # that inputs are seen on; pieces of each
EVEN = {"down": 0.25}           # how far channels are made even, by layer: 1 is altogether
EVEN_OTHERS = 0.5


def scales(w, inputs, largest):
    """A scale for each row: of the largest weight's and a few smaller, the one that loses least, squared and weighed by the inputs."""
    full = np.maximum(np.abs(w).max(1), 1e-12) / largest
    loss = []
    for shrink in SHRINK:
        s = (full * shrink)[:, None]
        loss.append((((np.clip(np.rint(w / s), -largest, largest) * s - w) ** 2) * inputs.diagonal()).sum(1))
    return full * np.array(SHRINK)[np.argmin(loss, 0)]


def rounded(w, inputs, largest):
    """w (out, in) and the sum of its inputs' outer products (in, in) → whole numbers of at most `largest`, and a scale for each row."""
    w, inputs = w.astype(np.float64), inputs.astype(np.float64)
    scale = scales(w, inputs, largest)
    order = np.argsort(-inputs.diagonal(), kind="stable")
    w, inputs = w[:, order], inputs[order][:, order]
    inputs[np.diag_indices_from(inputs)] += DAMPING * inputs.diagonal().mean()
    upper = np.linalg.cholesky(np.linalg.inv(inputs)).T
    q = np.zeros_like(w)
    for i in range(w.shape[1]):
        q[:, i] = np.clip(np.rint(w[:, i] / scale), -largest, largest)
        lost = (w[:, i] - q[:, i] * scale) / upper[i, i]
        w[:, i:] -= lost[:, None] * upper[i, i:]
    out = np.empty_like(q)
    out[:, order] = q
    return out.astype(np.int8), scale.astype(np.float32)


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
            ids, features, first = windows.pieces(x, a, b)
            net.cue_link.row(net.encode(*windows.batch([(ids, features, first)]))[0][torch.tensor(first)])
    for h in hooks:
        h.remove()
    return {name: (s.double().numpy(), widest[name].double().numpy()) for name, s in sums.items()}
