"""Turns SqueezeNet 1.1 weights into a TorchScript feature network: features of the feature distance and of perceptual losses.

    python export_features.py squeezenet1_1_features.safetensors squeezenet-features.pt

Needs torch and safetensors. The file maps x (N, 3, h, w), sRGB in [0, 1], h and w at least 17, to seven feature maps: the
outputs of layers 1, 4, 7, 9, 10, 11 and 12 (torchvision's numbers), the taps of LPIPS-SqueezeNet (Zhang et al., "The
Unreasonable Effectiveness of Deep Features as a Perceptual Metric", CVPR 2018). The weights take BGR, 0 to 255, less the mean.
Gradients with respect to x flow through the file; its weights are constants, not parameters to be trained.
"""
import argparse
import os
import tempfile

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

BGR_MEAN = (103.939, 116.779, 123.68)


class Fire(nn.Module):
    def __init__(self, inputs, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeeze, 1)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):  # (N, inputs, h, w) -> (N, 2 expand, h, w)
        x = F.relu(self.squeeze(x))
        return torch.cat([F.relu(self.expand1x1(x)), F.relu(self.expand3x3(x))], 1)


class SqueezeNetFeatures(nn.Module):
    def __init__(self):
        super().__init__()
        pool = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
        self.features = nn.ModuleList([
            nn.Conv2d(3, 64, 3, stride=2), nn.ReLU(), pool(),
            Fire(64, 16, 64), Fire(128, 16, 64), pool(),
            Fire(128, 32, 128), Fire(256, 32, 128), pool(),
            Fire(256, 48, 192), Fire(384, 48, 192), Fire(384, 64, 256), Fire(512, 64, 256)])
        self.register_buffer("mean", torch.tensor(BGR_MEAN).view(1, 3, 1, 1), persistent=False)

    def forward(self, x):
        x = x.flip(1) * 255 - self.mean
        taps = []
        for i, layer in enumerate(self.features):
            x = layer(x)
            if i in (1, 4, 7, 9, 10, 11, 12):
                taps.append(x)
        return tuple(taps)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", help=".safetensors with torchvision's names, features.0.weight and so on")
    parser.add_argument("target", help="the .pt file to write")
    arguments = parser.parse_args()
    network = SqueezeNetFeatures().eval()
    weights = {name: value.float() for name, value in load_file(arguments.weights).items()}
    try:
        network.load_state_dict(weights, strict=True)
    except RuntimeError as e:
        raise SystemExit(f"{arguments.weights} does not hold SqueezeNet 1.1: {e}") from None
    network.requires_grad_(False)
    folder = os.path.dirname(os.path.abspath(arguments.target))
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        file = os.path.join(temporary, "features.pt")
        torch.jit.trace(network, torch.rand(1, 3, 64, 72), check_trace=False).save(file)
        os.replace(file, arguments.target)


if __name__ == "__main__":
    main()
