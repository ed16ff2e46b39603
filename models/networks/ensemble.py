"""A better fidelity teacher for a training to come: the mean of what networks make of a photo's flips and turns.

    python ensemble.py NETWORK.pt [NETWORK.pt ...] OUT.pt

Of a student, its faithful end B0 counts. The mean of four views of each network is nearer to the truth than any of them
alone (Timofte et al., "Seven ways to improve example-based single image super resolution", CVPR 2016, section 3.5), and has
no noise as the truth has; a network taught by it learns in one pass what the mean knows in many (Radosavovic et al., "Data
distillation", CVPR 2018). OUT.pt, (N, 3, h, w) to (N, 3, 4h, 4w), is for `fidelityTeacher` of a configuration, not to be shipped: it costs
four passes of each network.
"""
import argparse
import os
import tempfile

import torch

import storage
from layers import SCALE


class Ensemble(torch.nn.Module):
    """As it is, flipped, turned by 90 degrees, and both: the other four views add nothing measurable."""

    def __init__(self, networks):
        super().__init__()
        self.networks = torch.nn.ModuleList(networks)
        self.scale = SCALE

    def forward(self, x):
        total = torch.zeros([x.size(0), 3, self.scale * x.size(2), self.scale * x.size(3)], device=x.device)
        count = 0
        for turns in range(2):
            turned = torch.rot90(x, turns, [2, 3])
            for network in self.networks:
                total = total + torch.rot90(network(turned)[:, :3], -turns, [2, 3])
                total = total + torch.rot90(network(turned.flip(3))[:, :3].flip(3), -turns, [2, 3])
                count += 2
        return total / count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", metavar="NETWORK.pt")
    parser.add_argument("target", metavar="OUT.pt")
    args = parser.parse_args()
    networks = []
    with tempfile.TemporaryDirectory() as folder:
        for i, source in enumerate(args.networks):
            wide = os.path.join(folder, f"{i}.pt")
            storage.rewrite(source, wide, "float32")
            networks.append(torch.jit.load(wide))
    torch.jit.script(Ensemble(networks)).eval().save(args.target)


if __name__ == "__main__":
    main()
