"""The end of every student: agreement with the photo.

A student predicts three basis images in one pass; the realness t only weighs them:

    S(x, t) = B0 + t B1 + t (1 - t) B2

Fixed layers at the end keep the result true to the photo at every t, at no cost to the slider, as all are linear:

    B0 <- B0 + g LP3(bicubic(x) - B0)    g in [0, 1], predicted per LR pixel: can the photo be trusted here?
    B1 <- B1 - LP6(B1)                   realness moves texture, never colour or exposure
    B2 <- F(B2) - (B1 - F(B1))           F = H H, H(B) = B - LP2(B): what is too fine for the photo's own pixels

F leaves 7 % of a wave of four LR pixels, 18 % of three, half of two, which is the finest the small photo can hold, and all
of one. So with t comes what the photo lacks, F(B1), bent by F(B2); what it shows itself, B1 - F(B1), comes with t^2, late
(docs/decisions/0014). LPn is a Gaussian blur of sigma n HR pixels. It reflects at the border 3 sigma = 18 pixels deep, which a photo of fewer
than 5 pixels a side (20 HR pixels) cannot provide: `minimum_size`.
"""
import torch

from layers import LowPass, enlarge

IMAGES, GATE = 3, 1
LP2, LP3, LP6 = LowPass(2.0), LowPass(3.0), LowPass(6.0)


def beyond_the_photo(b):
    """What is too fine for the small photo's pixels."""
    for _ in range(2):
        b = b - LP2(b)
    return b


def assemble(photo, b0, b12, trust):
    """photo (N, 3, h, w), b0 (N, 3, 4h, 4w), b12 = B1 and B2 (N, 6, 4h, 4w), trust (N, 1, h, w) before the sigmoid,
    all float32 (blurs and small differences lose too much in half) -> B0, B1, B2 as (N, 9, 4h, 4w)."""
    g = enlarge(torch.sigmoid(trust), "bilinear")  # (N, 1, 4h, 4w)
    b0 = b0 + g * LP3(enlarge(photo, "bicubic") - b0)
    b1, b2 = b12.split(IMAGES, 1)
    b1 = b1 - LP6(b1)
    b2 = beyond_the_photo(b2) - (b1 - beyond_the_photo(b1))
    return torch.cat((b0, b1, b2), 1)
