"""The training losses in PyTorch, term for term as in org.ctsr.engine.training.Losses; a test compares the two.

    python losses.py tensors.safetensors

prints every loss of the stored tensors as JSON. Images are (N, 3, H, W), sRGB in [0, 1]; each loss is a mean.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F

PROJECTION_EPSILON = 1e-4
FEATURE_EPSILON = 1e-6
ROUGHNESS_EPSILON = 1e-5
SQUARED_EPSILON = 3e-5
LATTICE_WINDOW = 8  # LR pixels


def absolute(a, b):
    return (a - b).abs().mean()


def bicubic(small, scale):
    """Keys' kernel, a = -0.5, as DJL has it: without `antialias`, which changes nothing else here, a would be -0.75."""
    return F.interpolate(small, scale_factor=scale, mode="bicubic", align_corners=False, antialias=True)


def squared(a, b):
    return (a - b).square().mean()


def logarithmic(a, b):
    """A decibel is worth the same in every patch."""
    return ((a - b).square().mean((1, 2, 3)) + SQUARED_EPSILON).log().mean()


def windowed(v, sigma):
    """Sum over channels in Gaussian windows, two sigma to each side: (N, 3, H, W) -> (N, 1, H, W)."""
    radius = math.floor(2 * sigma + 0.5)
    offsets = torch.arange(-radius, radius + 1, dtype=torch.float64)
    taps = torch.exp(-0.5 * (offsets / sigma) ** 2)
    taps = (taps / taps.sum()).to(v)
    v = F.conv2d(v.sum(1, keepdim=True), taps.view(1, 1, 1, -1), padding=(0, radius))
    return F.conv2d(v, taps.view(1, 1, -1, 1), padding=(radius, 0))


def projection(error, direction, sigma):
    return windowed(error * direction, sigma) / (windowed(direction.square(), sigma) + PROJECTION_EPSILON)


def fused_target(fidelity, realness, truth, sigma):
    """m* = f + a* (r - f): the point of the teachers' segment nearest to the truth, window by window."""
    direction = realness - fidelity
    return fidelity + projection(truth - fidelity, direction, sigma).clamp(0, 1) * direction


def split(error, direction, sigma, along, across):
    """The error along the teachers' difference and across it, each with its own weight."""
    parallel = projection(error, direction, sigma) * direction
    return along * parallel.abs().mean() + across * (error - parallel).abs().mean()


def features(a, b):
    """LPIPS without learned weights: lists of feature maps, unit length over channels, mean over maps."""
    unit = lambda v: v / (v.square().sum(1, keepdim=True) + FEATURE_EPSILON).sqrt()
    return sum((unit(x) - unit(y)).square().sum(1).mean() for x, y in zip(a, b)) / len(a)


def texture(a, b, sigma):
    """How much fine texture there is, window by window, wherever exactly it lies."""
    def roughness(v, step):
        here = v[..., :-step, :-step]
        across, down = v[..., :-step, step:] - here, v[..., step:, :-step] - here
        return (windowed(across.square() + down.square(), sigma) / v.shape[1] + ROUGHNESS_EPSILON).sqrt()
    return sum((roughness(a, k) - roughness(b, k)).abs().mean() for k in (1, 2)) / 2


def lattice(image, scale):
    """What of an image of local mean 0 repeats with the small photo's pixels, in whole windows of eight by eight of them."""
    n, c, h, w = image.shape
    down, across = h // (LATTICE_WINDOW * scale), w // (LATTICE_WINDOW * scale)
    image = image[..., : down * LATTICE_WINDOW * scale, : across * LATTICE_WINDOW * scale]
    windows = image.reshape(n, c, down, LATTICE_WINDOW, scale, across, LATTICE_WINDOW, scale)
    return windows.mean((3, 6)).square().mean()


def deceive(judged_fake):
    return F.softplus(-judged_fake).mean()


def discriminate(judged_real, judged_fake):
    return F.softplus(-judged_real).mean() + F.softplus(judged_fake).mean()


def at(b0, b1, b2, t):
    return b0 + t * b1 + t * (1 - t) * b2


def bend(fidelity, fused, realness):
    """c of the anchors' path P(t) = f + t (r - f) + t (1 - t) c, which leads through the fused image at one half."""
    return 4 * fused - 2 * (fidelity + realness)


def velocity(b1, b2, fidelity, fused, realness, t):
    wanted = realness - fidelity + (1 - 2 * t) * bend(fidelity, fused, realness)
    return squared(b1 + (1 - 2 * t) * b2, wanted)


def path(image, fidelity, fused, realness, t):
    """Squared error at the faithful end, absolute error at the realistic one."""
    error = image - at(fidelity, realness - fidelity, bend(fidelity, fused, realness), t)
    return ((1 - t) * error.square() + t * error.abs()).mean()


def main():
    from safetensors.torch import load_file

    v = load_file(sys.argv[1])
    f, r, y, m, t = v["fidelity"], v["realness"], v["truth"], v["fused"], v["t"]
    b0, b1, b2 = v["b0"], v["b1"], v["b2"]
    image = at(b0, b1, b2, t)
    found = {
        "absolute": absolute(image, y),
        "squared": squared(image, y),
        "logarithmic": logarithmic(image, y),
        "fusedTarget": fused_target(f, r, y, 4.0).mean(),
        "split": split(image - fused_target(f, r, y, 4.0), r - f, 4.0, 0.7, 1.3),
        "features": features([v["truth"], v["realness"]], [v["fidelity"], v["fused"]]),
        "texture": texture(y, r, 2.25),
        "lattice": lattice(y, 4),
        "bicubic": squared(bicubic(y, 4), bicubic(m, 4)),
        "deceive": deceive(v["judgedFake"]),
        "discriminate": discriminate(v["judgedReal"], v["judgedFake"]),
        "velocity": velocity(b1, b2, f, m, r, t),
        "path": path(image, f, m, r, t),
    }
    print(json.dumps({name: value.item() for name, value in found.items()}))


if __name__ == "__main__":
    main()
