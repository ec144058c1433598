#!/usr/bin/env python3
"""Average the weights of networks that began alike, each with its share: often better than each of them, at no cost when reading.

usage: mix.py --network t4.pt=0.5 b5.pt=0.25 b4.pt=0.25 --out network.pt [--fewer-titles 0.4] [--fewer-statements 0.2]

--fewer-titles is added to the bias of "no title": titles that are not sure are given up. --fewer-statements: to that of words of no statement.
"""
import argparse

import torch

from integers import restored
from network import load, save


def mixed(networks, shares):
    """The networks' parameters by name, averaged; shares need not add up to one."""
    whole = sum(shares)
    states = [net.state_dict() for net in networks]
    return {name: sum(s[name] * (share / whole) for s, share in zip(states, shares)) for name in states[0]}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--network", nargs="+", required=True, metavar="FILE=SHARE")
    ap.add_argument("--out", required=True)
    ap.add_argument("--fewer-titles", type=float, default=0)
    ap.add_argument("--fewer-statements", type=float, default=0)
    opt = ap.parse_args()
    paths, shares = zip(*(x.rsplit("=", 1) for x in opt.network))
    networks = [(restored if p.endswith(".bin") else load)(p) for p in paths]
    net = mixed(networks, [float(s) for s in shares])
    net["title.bias"][0] += opt.fewer_titles
    net["label.bias"][0] += opt.fewer_statements
    save(net, networks[0].coarse, opt.out)


if __name__ == "__main__":
    main()
