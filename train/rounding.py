"""Rounds matrices to whole numbers as the program's kernels have room for them.

The program adds the products of eight inputs (a lane) in 16 bits, inputs being 0 to 255: so a lane's positive weights, and its negative ones,
may come to at most ROOM.
"""
import numpy as np

STEPS = (24, 32, 40, 48, 56, 64, 72, 80, 96)    # that the largest weight of a row may have: the scales that are tried
ROOM, LARGEST = 128, 127


def lanes(n):
    """The lane of each of n inputs: of 16 inputs on end, groups of 4, the first two of each group and the last two."""
    i = np.arange(n)
    return i // 16 * 2 + i % 4 // 2


def rounded(w):
    """A matrix (out, in) as whole numbers and a scale for each row, the one of a few by which least is lost."""
    w = w.astype(np.float64)
    widest = np.maximum(np.abs(w).max(1), 1e-12)
    best = np.full(len(w), np.inf)
    q, scale = np.empty(w.shape, np.int8), np.empty(len(w), np.float32)
    for steps in STEPS:
        s = (widest / steps).astype(np.float32)
        tried = with_room(np.rint(w / s[:, None]).astype(int) + LARGEST, np.arange(-LARGEST, LARGEST + 1)) - LARGEST
        loss = ((w - tried * s[:, None]) ** 2).sum(1)
        better = loss < best
        best[better], q[better], scale[better] = loss[better], tried[better], s[better]
    return q, scale


def with_room(at, levels):
    """Levels of a matrix's weights, counted from 0, that keep to ROOM: a lane that has too much of a sign takes its largest weight a level nearer
    to nothing, and again. levels: what they stand for, upwards."""
    at, lane = at.copy(), lanes(at.shape[1])
    for k in range(lane.max() + 1):
        part = at[:, lane == k]
        for sign in (1, -1):
            while True:
                w = np.maximum(sign * levels[part], 0)
                rows = np.flatnonzero(w.sum(1) > ROOM)
                if not len(rows):
                    break
                part[rows, w[rows].argmax(1)] -= sign
        at[:, lane == k] = part
    return at
