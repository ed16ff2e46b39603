"""The discriminator: a small U-Net that judges every second pixel, with spectral normalisation inside the traced graph.

    python discriminator.py discriminator.pt [--width 24] [--seed 1]

Input (N, 3, H, W) RGB in [0, 1], H and W multiples of 8; output (N, 1, H/2, W/2), larger = looks more real.

Spectral normalisation (arXiv 1802.05957) divides each weight by its largest singular value. The usual implementation
carries the singular vectors from step to step in buffers that it changes while training, which a traced graph cannot. Here
the power iteration starts anew from a fixed vector in each evaluation: the graph has no state, and four rounds cost
nothing next to a convolution.
"""
import argparse
import os
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "networks"))
import storage  # noqa: E402

ROUNDS = 4


class Conv(nn.Conv2d):
    """Convolution whose weight is divided by an estimate of its largest singular value."""

    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__(inputs, outputs, kernel, stride, padding=kernel // 3)
        self.start = F.normalize(torch.randn(outputs), dim=0)  # becomes a constant of the graph

    def forward(self, x):
        matrix = self.weight.flatten(1)
        fixed = matrix.detach()
        u = self.start.type_as(x)
        for _ in range(ROUNDS):
            v = F.normalize(fixed.t().mv(u), dim=0)
            u = F.normalize(fixed.mv(v), dim=0)
        sigma = u.dot(matrix.mv(v))
        return F.conv2d(x, self.weight / sigma, self.bias, self.stride, self.padding)


class Discriminator(nn.Module):
    """A U-Net as Real-ESRGAN has, without the levels at full size: those cost more than the student itself."""

    def __init__(self, width):
        super().__init__()
        self.down1 = Conv(3, 2 * width, 4, 2)
        self.down2 = Conv(2 * width, 3 * width, 4, 2)
        self.down3 = Conv(3 * width, 4 * width, 4, 2)
        self.up2 = Conv(4 * width, 3 * width, 3)
        self.up1 = Conv(3 * width, 2 * width, 1)
        self.judge = nn.Conv2d(2 * width, 1, 3, padding=1)

    def forward(self, x):
        act = lambda v: F.leaky_relu(v, 0.2)
        up = lambda v: F.interpolate(v, scale_factor=2, mode="nearest")
        x = (2 * x - 1).contiguous(memory_format=torch.channels_last)
        a = act(self.down1(x))
        b = act(self.down2(a))
        c = act(self.down3(b))
        b = b + act(self.up2(up(c)))
        a = a + act(self.up1(up(b)))
        return self.judge(a)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--width", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    network = Discriminator(args.width)
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, 0.2)
            nn.init.zeros_(module.bias)
    torch.jit.trace(network, torch.zeros(2, 3, 64, 96), check_trace=False).save(args.target + ".raw")
    storage.rewrite(args.target + ".raw", args.target, "float16")
    os.remove(args.target + ".raw")
    print(f"{args.target}: {sum(p.numel() for p in network.parameters()):,} parameters")


if __name__ == "__main__":
    main()
