"""Building blocks shared by every network.

Shapes are (N, C, h, w); photos are RGB, sRGB-encoded, in [0, 1]. "LR" is the small photo's grid, "HR" the grid four
times as fine.

Two habits run through all of them, because the networks are shipped as traced TorchScript:

* A weight is used as `weight.type_as(x)`. A file stored in half precision then computes in the precision of the photo it
  is given: float32 on a CPU (where half is slower), half on CUDA. Casting is differentiable, and is no operation at all
  when the types agree, as in training.
* Work happens in channels-last memory. On a CPU it takes a quarter off the time of the compact student, most of it in the wide
  low-pass filters.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

SCALE = 4


class Conv(nn.Conv2d):
    """3x3 convolution, stride 1, zero padding: (N, in, h, w) -> (N, out, h, w), in the precision of its input."""

    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs, kernel_size=3, stride=1, padding=1)

    def forward(self, x):
        return F.conv2d(x, self.weight.type_as(x), self.bias.type_as(x), padding=1)


class PRelu(nn.PReLU):
    """Leaky ReLU with one learned slope a channel, in the precision of its input."""

    def forward(self, x):
        return F.prelu(x, self.weight.type_as(x))


def leaky_relu(x):
    return F.leaky_relu(x, 0.2)


def channels_last(x):
    return x.contiguous(memory_format=torch.channels_last)


def enlarge(x, mode, scale=SCALE):
    """(N, C, h, w) -> (N, C, scale h, scale w); mode "nearest", "bilinear" or "bicubic" (pixel centres aligned)."""
    align = None if mode == "nearest" else False
    return F.interpolate(x, scale_factor=scale, mode=mode, align_corners=align)


class LowPass:
    """Separable Gaussian blur, sigma in pixels, reflected at the border three sigma deep: (N, C, h, w) -> the same; both
    sides must exceed `radius`.

    Made outside forward(), its taps become constants of the traced file: float32, whatever precision the parameters are
    stored in. Its input should be float32 too, as taps rounded to half no longer sum to 1 and would change brightness.
    """

    def __init__(self, sigma):
        self.radius = round(3 * sigma)
        offsets = torch.arange(-self.radius, self.radius + 1, dtype=torch.float64)
        taps = torch.exp(-0.5 * (offsets / sigma) ** 2)
        self.row = (taps / taps.sum()).float().view(1, 1, 1, -1)
        self.column = self.row.view(1, 1, -1, 1)

    def __call__(self, v):
        channels = v.shape[1]
        v = channels_last(F.pad(v, (self.radius,) * 4, mode="reflect"))
        for taps in (self.row, self.column):
            taps = taps.type_as(v).expand(channels, -1, -1, -1)  # type_as also moves them to v's device
            v = F.conv2d(v, taps, groups=channels)
        return v
