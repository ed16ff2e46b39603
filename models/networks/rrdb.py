"""RRDB: 23 residual-in-residual dense blocks on the LR grid and an upsampler of convolutions at x2 and x4, for GPUs.

The shape is ESRGAN's RRDBNet as Real-ESRGAN x4plus uses it (64 features, growth 32), with that project's parameter names.
"""
import torch
import torch.nn as nn

from basis import GATE, IMAGES, assemble
from layers import Conv, channels_last, enlarge, leaky_relu

FEATURES, GROWTH, BLOCKS = 64, 32, 23


class ResidualDenseBlock(nn.Module):
    """(N, 64, h, w) -> the same; each convolution sees the input and all results before it."""

    def __init__(self):
        super().__init__()
        self.conv1 = Conv(FEATURES, GROWTH)
        self.conv2 = Conv(FEATURES + GROWTH, GROWTH)
        self.conv3 = Conv(FEATURES + 2 * GROWTH, GROWTH)
        self.conv4 = Conv(FEATURES + 3 * GROWTH, GROWTH)
        self.conv5 = Conv(FEATURES + 4 * GROWTH, FEATURES)

    def forward(self, x):
        x1 = leaky_relu(self.conv1(x))
        x2 = leaky_relu(self.conv2(torch.cat((x, x1), 1)))
        x3 = leaky_relu(self.conv3(torch.cat((x, x1, x2), 1)))
        x4 = leaky_relu(self.conv4(torch.cat((x, x1, x2, x3), 1)))
        return self.conv5(torch.cat((x, x1, x2, x3, x4), 1)) * 0.2 + x


class RRDB(nn.Module):
    """Three dense blocks in a row, and a scaled shortcut around them."""

    def __init__(self):
        super().__init__()
        self.rdb1, self.rdb2, self.rdb3 = ResidualDenseBlock(), ResidualDenseBlock(), ResidualDenseBlock()

    def forward(self, x):
        return self.rdb3(self.rdb2(self.rdb1(x))) * 0.2 + x


class RrdbFeatures(nn.Module):
    """What teacher and student share: x -> features on the LR grid, and from those features on the HR grid."""

    def __init__(self):
        super().__init__()
        self.conv_first = Conv(3, FEATURES)
        self.body = nn.Sequential(*[RRDB() for _ in range(BLOCKS)])
        self.conv_body = Conv(FEATURES, FEATURES)
        self.conv_up1 = Conv(FEATURES, FEATURES)
        self.conv_up2 = Conv(FEATURES, FEATURES)
        self.conv_hr = Conv(FEATURES, FEATURES)

    def small(self, x):
        """(N, 3, h, w) -> (N, 64, h, w)"""
        y = self.conv_first(channels_last(x))
        return y + self.conv_body(self.body(y))

    def large(self, y):
        """(N, 64, h, w) -> (N, 64, 4h, 4w)"""
        y = leaky_relu(self.conv_up1(enlarge(y, "nearest", 2)))
        y = leaky_relu(self.conv_up2(enlarge(y, "nearest", 2)))
        return leaky_relu(self.conv_hr(y))


class RrdbTeacher(RrdbFeatures):
    """x (N, 3, h, w) -> (N, 3, 4h, 4w). 16,697,987 parameters."""

    minimum_size = 1

    def __init__(self):
        super().__init__()
        self.conv_last = Conv(FEATURES, 3)

    def forward(self, x):
        return self.conv_last(self.large(self.small(x)))


class RrdbStudent(RrdbFeatures):
    """x (N, 3, h, w) -> basis images (N, 9, 4h, 4w). 16,702,026 parameters.

    The compact student's head, 145 channels on the LR grid and a pixel shuffle, would throw away the trained upsampler
    to save 8 % of the arithmetic. So the basis images are nine channels of the last convolution on the HR grid, of which
    the first three can start as the teacher's own, and the student begins where the teacher is. The trust gate is a
    statement about the photo's pixels, so it is read from the LR features.
    """

    minimum_size = 5  # see basis.py

    def __init__(self):
        super().__init__()
        self.head = Conv(FEATURES, 3 * IMAGES)
        self.gate = Conv(FEATURES, GATE)

    def forward(self, x):
        y = self.small(x)  # (N, 64, h, w)
        trust = self.gate(y).float()  # (N, 1, h, w), before the sigmoid
        basis = self.head(self.large(y)).float()  # (N, 9, 4h, 4w)
        return assemble(x.float(), basis[:, :3], basis[:, 3:], trust).type_as(x)
