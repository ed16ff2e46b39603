"""The mean of networks of one shape, weight by weight.

    python average.py A.pt B.pt [C.pt ...] OUT.pt

Networks trained further from one lie in the same valley, and their mean keeps much of what each knows
(Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, section 4).
"""
import argparse
import os
import tempfile

import torch

import storage


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="two or more")
    parser.add_argument("target")
    args = parser.parse_args()
    if len(args.networks) < 2:
        parser.error("a mean is of two networks or more")
    with tempfile.TemporaryDirectory() as folder:
        networks = []
        for source in args.networks:
            wide = os.path.join(folder, "wide.pt")
            storage.rewrite(source, wide, "float32")
            networks.append(torch.jit.load(wide))
        parameters = [dict(network.named_parameters()) for network in networks]
        shapes = [{name: value.shape for name, value in each.items()} for each in parameters]
        for source, shape in zip(args.networks, shapes):
            if shape != shapes[0]:
                raise SystemExit(f"{args.networks[0]} and {source} are not of one shape")
        with torch.no_grad():
            for name, value in parameters[0].items():
                value.copy_(sum(each[name] for each in parameters) / len(parameters))
        wide = os.path.join(folder, "mean.pt")
        networks[0].save(wide)
        storage.rewrite(wide, args.target, "float16")


if __name__ == "__main__":
    main()
