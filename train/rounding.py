"""Rounds a matrix to whole numbers so that what it gives changes least, not the matrix itself.

The method is that of Frantar et al., "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers" (2022):
columns are rounded one after another, the ones with the largest inputs first, and what each loses is made up for by those still to come,
as far as the inputs (seen on articles) tell that they can. The scale of each row is the one, of a few, with the least weighted loss.
"""
import torch

DAMPING, SHRINK = 0.01, (1.0, 0.95, 0.9, 0.85, 0.8)


def scales(w, inputs, largest):
    """A scale for each row: of the largest weight's and a few smaller, the one that loses least, squared and weighed by the inputs."""
    full = w.abs().amax(1).clamp(min=1e-12) / largest
    loss = []
    for shrink in SHRINK:
        s = (full * shrink)[:, None]
        loss.append((((w / s).round().clamp(-largest, largest) * s - w) ** 2 * inputs.diagonal()).sum(1))
    return full * torch.tensor(SHRINK, dtype=w.dtype)[torch.stack(loss).argmin(0)]


def rounded(w, inputs, largest):
    """w (out, in) and the sum of its inputs' outer products (in, in) → whole numbers of at most `largest`, and a scale for each row."""
    w, inputs = w.double().clone(), inputs.double().clone()
    n = w.shape[1]
    scale = scales(w, inputs, largest)
    order = inputs.diagonal().argsort(descending=True)
    w, inputs = w[:, order], inputs[order][:, order]
    inputs += torch.eye(n, dtype=inputs.dtype) * DAMPING * inputs.diagonal().mean()
    upper = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(inputs)), upper=True)
    q = torch.zeros_like(w)
    for i in range(n):
        q[:, i] = (w[:, i] / scale).round().clamp(-largest, largest)
        lost = (w[:, i] - q[:, i] * scale) / upper[i, i]
        w[:, i:] -= lost[:, None] * upper[i, i:]
    back = order.argsort()
    return q[:, back].to(torch.int8), scale.float()


def seen_inputs(net, encode):
    """What each linear layer sees while encode() runs: a dictionary of the sums of outer products, by the layer's name."""
    sums, hooks = {}, []
    for name, module in net.named_modules():
        if isinstance(module, torch.nn.Linear):
            def add(_, x, name=name):
                x = x[0].detach().reshape(-1, x[0].shape[-1])
                sums[name] = sums.get(name, 0) + x.T @ x
            hooks.append(module.register_forward_pre_hook(lambda m, x, add=add: add(m, x)))
    with torch.no_grad():
        encode()
    for h in hooks:
        h.remove()
    return sums
