"""The mean of two networks of one shape, weight by weight.

    python average.py A.pt B.pt OUT.pt

A network trained further from another one lies in the same valley, and the mean of both keeps much of what either knows
(Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, section 4).
"""
import argparse
import os
import tempfile

import torch

import storage


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("target")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        networks = []
        for source in (args.first, args.second):
            wide = os.path.join(folder, "wide.pt")
            storage.rewrite(source, wide, "float32")
            networks.append(torch.jit.load(wide))
        first, second = (dict(network.named_parameters()) for network in networks)
        if {k: v.shape for k, v in first.items()} != {k: v.shape for k, v in second.items()}:
            raise SystemExit(f"{args.first} and {args.second} are not of one shape")
        with torch.no_grad():
            for name, value in first.items():
                value.copy_((value + second[name]) / 2)
        wide = os.path.join(folder, "mean.pt")
        networks[0].save(wide)
        storage.rewrite(wide, args.target, "float16")


if __name__ == "__main__":
    main()
