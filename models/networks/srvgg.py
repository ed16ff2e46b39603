"""SRVGG-compact: a plain chain of convolutions on the LR grid, for CPUs and laptops.

The shape is Real-ESRGAN's SRVGGNetCompact with 32 body convolutions of 64 features (realesr-general-x4v3): everything
is computed at the small photo's size, and only the last step spreads channels out into HR pixels (pixel shuffle).
Parameter names are those of that project's weights: body.0, body.1, ...
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from basis import GATE, IMAGES, assemble
from layers import SCALE, Conv, PRelu, channels_last, enlarge

FEATURES, LAYERS, DEEP_LAYERS = 64, 32, 40
SUBPIXELS = 3 * SCALE * SCALE  # channels on the LR grid that make one HR image: 48


def chain(layers=LAYERS):
    """x (N, 3, h, w) -> features (N, 64, h, w): body.0, body.1, ..., convolutions at even places, PReLU at odd ones."""
    chained = [Conv(3, FEATURES), PRelu(FEATURES)]
    for _ in range(layers):
        chained += [Conv(FEATURES, FEATURES), PRelu(FEATURES)]
    return chained


class SrvggTeacher(nn.Module):
    """x (N, 3, h, w) -> (N, 3, 4h, 4w). 1,213,296 parameters."""

    minimum_size = 1

    def __init__(self):
        super().__init__()
        self.body = nn.ModuleList(chain() + [Conv(FEATURES, SUBPIXELS)])  # the last one, body.66, is the plain head

    def forward(self, x):
        y = channels_last(x)
        for layer in self.body:
            y = layer(y)
        return F.pixel_shuffle(y, SCALE) + enlarge(x, "nearest")  # the chain predicts what nearest pixels lack


class SrvggStudent(nn.Module):
    """x (N, 3, h, w) -> basis images (N, 9, 4h, 4w). 1,269,265 parameters."""

    minimum_size = 5  # see basis.py

    def __init__(self, layers=LAYERS):
        super().__init__()
        self.body = nn.ModuleList(chain(layers))
        self.head = Conv(FEATURES, IMAGES * SUBPIXELS + GATE)  # 145 channels: 3 x 48 basis, 1 trust gate

    def forward(self, x):
        y = channels_last(x)
        for layer in self.body:
            y = layer(y)
        y = self.head(y).float()  # (N, 145, h, w)
        basis = F.pixel_shuffle(y[:, : IMAGES * SUBPIXELS], SCALE)  # (N, 9, 4h, 4w)
        trust = y[:, IMAGES * SUBPIXELS :]  # (N, 1, h, w), before the sigmoid
        photo = x.float()
        b0 = basis[:, :3] + enlarge(photo, "nearest")
        return assemble(photo, b0, basis[:, 3:], trust).type_as(x)


class DeepSrvggStudent(SrvggStudent):
    """The same with 40 body convolutions. 1,565,201 parameters."""

    def __init__(self):
        super().__init__(DEEP_LAYERS)


def deepened(weights):
    """Weights of a student of 32 body convolutions as those of one of 40 that gives the same images: after every four
    comes one that changes nothing yet, its slopes being 1. ValueError if the body has another number of layers."""
    layers = sum(k.startswith("body.") and k.endswith(".bias") for k in weights) - 1
    if layers != LAYERS:
        raise ValueError(f"{layers} body convolutions; {LAYERS} can be deepened")
    added, every = {}, LAYERS // (DEEP_LAYERS - LAYERS)
    place = 0
    for layer in range(LAYERS + 1):
        for old, new in ((2 * layer, place), (2 * layer + 1, place + 1)):
            added |= {k.replace(f"body.{old}.", f"body.{new}."): v for k, v in weights.items() if k.startswith(f"body.{old}.")}
        place += 2
        if layer > 0 and layer % every == 0:
            same = torch.zeros(FEATURES, FEATURES, 3, 3)
            same[range(FEATURES), range(FEATURES), 1, 1] = 1
            added |= {f"body.{place}.weight": same, f"body.{place}.bias": torch.zeros(FEATURES)}
            added[f"body.{place + 1}.weight"] = torch.ones(FEATURES)
            place += 2
    return added | {k: v for k, v in weights.items() if k.startswith("head.")}
