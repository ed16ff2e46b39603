"""Judges networks on small photos that no training made: another simulation of cameras than the one of `ctsr train`.

    python second_opinion.py --cache runs/cache --photos PHOTOS --features FEATURES.pt NAME=network.pt [NAME=network.pt ...]

Held-out patches of a training's own kind do not tell whether a network has learned photographs or its simulation
(docs/decisions/0015). Here two shots of one scene are Gaussian lenses in linear light, noise, an unsharp mask and JPEG, no
colour filters and no processor; `registered` is such a pair whose finished small shot was laid over the truth by interpolating
it twice, as RealSR's were (Cai et al., 2019); `out of focus` is one of a scene that was soft for either lens; `flat` is one of
skies, walls and skin, where texture that is made up shows most; `plain` is a reduction and nothing else. Nothing is ever trained
on these pairs.
Scenes are cut from the photographs that the training at --cache set aside; the same arguments give the same figures.

For each kind of pair: bicubic's PSNR-Y (dB) / feature distance (x 100), and what each network has more (dB: higher is better)
/ more (features: lower is better). A student is shown at t = 0, 0.5 and 1. Last: means over the kinds above `registered`; the
decibels won in fifths of all pictures, from those that bicubic shows worst to those it shows best, and the worst of all; the
share of the pictures that bicubic shows better; and the mesh, what all have in common at the small photo's pitch
(org.ctsr.engine.metric.Mesh), in 1/255. With --pairs the pairs are written as well: `ctsr evaluate` has NIQE and compares at
equal PSNR.

Needs torch, numpy, scipy and Pillow.
"""
import argparse
import io
import json
import os

import numpy as np
import torch
from PIL import Image
from scipy.ndimage import gaussian_filter, shift

import losses

SCALE = 4
PATCH = 48  # LR pixels
MARGIN = 40  # HR pixels around it in which the borders of filters may show
DETAIL = (0.015, np.inf)  # mean difference of rows; skies and walls tell little
FLAT_DETAIL = (0.002, 0.006)
TIMES = (0.0, 0.5, 1.0)
WORSE = 0.25  # dB
LUMA = np.array([65.481, 128.553, 24.966]) / 255

# truth, small: sigma of the shots' lenses, HR pixels; defocus: of the scene itself; sharpened: the small shot's unsharp mask;
# apart: HR pixels; noise: at a fifth of white, linear light, 1 = white.
KINDS = {
    "sharpened by 1": dict(truth=0.6, small=2.0, sharpened=1.0),
    "sharpened by 0.7, apart": dict(truth=0.8, small=2.0, sharpened=0.7, apart=1.0),
    "soft truth": dict(truth=1.0, small=1.0),
    "soft truth, sharpened by 0.5, apart": dict(truth=1.0, small=1.5, sharpened=0.5, apart=1.0),
    "soft small photo": dict(truth=1.0, small=3.0),
    "sharp": dict(truth=0.4, small=1.0),
    "noise, JPEG 60": dict(truth=0.7, small=2.0, noise=0.02, quality=60),
}
APART_FROM_MEANS = {
    "registered": dict(truth=0.8, small=3.0, sharpened=0.5, warps=2),
    "out of focus": dict(truth=0.8, small=2.0, sharpened=0.7, defocus=3.0),
    "some noise, JPEG 80": dict(truth=0.8, small=2.2, sharpened=0.3, noise=0.012, quality=80),
    "flat": dict(truth=0.8, small=2.0, sharpened=0.7, noise=0.01, quality=80),
    "plain": None,
}
PITCH = 15 / 16  # of the registered shot's own pixels, in LR pixels: 105 and 28 mm are a ratio of 3.75


def linear(v):
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def encoded(v):
    v = np.clip(v, 0, 1)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055)


def eight_bits(v):
    return Image.fromarray(np.round(np.clip(v, 0, 1) * 255).astype(np.uint8))


def values(picture):
    return np.asarray(picture).astype(float) / 255


def jpeg(v, quality):
    buffer = io.BytesIO()
    eight_bits(v).save(buffer, "JPEG", quality=quality, subsampling=0)
    return values(Image.open(buffer))


def noisy(light, level, generator):
    return light + generator.normal(0, 1, light.shape) * level * np.sqrt(np.maximum(light, 0.02) / 0.2)


def shots(scene, generator, truth, small, sharpened=0.0, apart=0.5, noise=0.004, quality=95, warps=0, defocus=0.0):
    """A small photo (h, w, 3) and the truth (4h, 4w, 3) of a scene with margins, sRGB in [0, 1]."""
    light = gaussian_filter(linear(scene), (defocus, defocus, 0))
    large = jpeg(encoded(noisy(gaussian_filter(light, (truth, truth, 0)), 0.004, generator)), 95)
    far = generator.uniform(-apart, apart, 2)
    short = shift(gaussian_filter(light, (small, small, 0)), (*far, 0), order=3, mode="nearest")
    side = len(short) // SCALE
    own = round(side / PITCH) if warps else side
    short = planes(short, lambda plane: plane.resize((own, own), Image.BOX))
    short = encoded(noisy(short, noise, generator))
    if sharpened:
        short = np.clip(short + sharpened * (short - gaussian_filter(short, (0.8, 0.8, 0))), 0, 1)
    short = jpeg(short, quality)
    if warps:
        short = registered(short, side, warps, generator)
    return within(short, MARGIN // SCALE), within(large, MARGIN)


def registered(short, side, warps, generator):
    """A finished photo brought to `side` pixels by as many interpolations (Keys), each but the last a shift to be undone."""
    moved, own = np.zeros(2), len(short)
    for warp in range(warps):
        last = warp == warps - 1
        by = -moved if last else generator.uniform(-0.5, 0.5, 2)
        size, step = (side, own / side) if last else (own, 1)
        seen = (step, 0, by[0], 0, step, by[1])
        short = planes(short, lambda plane: plane.transform((size, size), Image.AFFINE, seen, Image.BICUBIC))
        moved = moved + by
    return values(eight_bits(short))


def planes(v, operation):
    """What Pillow makes of each colour, without rounding to 8 bits."""
    colours = (Image.fromarray(v[..., c].astype(np.float32), "F") for c in range(3))
    return np.stack([np.asarray(operation(colour)) for colour in colours], -1).astype(float)


def plain(scene):
    picture = eight_bits(scene)
    side = picture.width // SCALE
    return within(values(picture.resize((side, side), Image.BICUBIC)), MARGIN // SCALE), within(values(picture), MARGIN)


def within(v, margin):
    return v[margin:-margin, margin:-margin]


def scenes(folder, names, count, seed, detail):
    """Crops with margins of photographs shrunk by random factors, so that their pixels are sharp, of some range of detail."""
    generator, found, tried = np.random.default_rng(seed), [], 0
    whole = SCALE * PATCH + 2 * MARGIN
    while len(found) < count:
        if tried > 50 * count:
            raise SystemExit(f"{folder}: no {count} crops with a detail in {detail} in {len(names)} photographs")
        with Image.open(os.path.join(folder, names[tried % len(names)])) as file:
            photo = file.convert("RGB")
        tried += 1
        side = round(whole / generator.uniform(0.4, 1.0))
        if side > min(photo.size):
            continue
        x, y = (int(generator.integers(0, length - side + 1)) for length in photo.size)
        scene = values(photo.crop((x, y, x + side, y + side)).resize((whole, whole), Image.LANCZOS))
        if detail[0] <= np.abs(np.diff(within(scene, MARGIN), axis=0)).mean() < detail[1]:
            found.append(scene)
    return found


def tensor(v):
    return torch.from_numpy(np.ascontiguousarray(v)).float().permute(2, 0, 1)[None]


def enlarged(network, small):
    """What a network makes of a photo, by realness; a teacher knows none."""
    output = network(tensor(small))
    rounded = lambda v: values(eight_bits(v[0].permute(1, 2, 0).numpy()))
    if output.shape[1] == 3:
        return {"": rounded(output)}
    return {f" t={t:g}": rounded(losses.at(*output.split(3, 1), t)) for t in TIMES}


def psnr(a, b):
    return -10 * np.log10((((a - b) @ LUMA) ** 2).mean())


class Tally:
    """Figures of one kind of pair, by what made the picture."""

    def __init__(self, features):
        self.features, self.figures, self.cells = features, {}, {}

    def add(self, name, picture, truth, truth_features):
        distance = 100 * losses.features(self.features(tensor(picture)), truth_features).item()
        self.figures.setdefault(name, []).append((psnr(picture, truth), distance))
        luma = 255 * ((picture - truth) @ LUMA)
        side = len(luma) // SCALE
        cell = luma.reshape(side, SCALE, side, SCALE).mean((0, 2))
        self.cells.setdefault(name, []).append(cell - cell.mean())

    def gains(self):
        """Decibels more than bicubic, picture by picture."""
        base = np.array(self.figures["bicubic"])[:, 0]
        return {name: np.array(f)[:, 0] - base for name, f in self.figures.items() if name != "bicubic"}

    def means(self):
        return {name: np.mean(figures, 0) for name, figures in self.figures.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*", metavar="NAME=FILE", help="TorchScript files of students and teachers")
    parser.add_argument("--cache", required=True, help="folder of a training's cache, which says what was set aside")
    parser.add_argument("--photos", required=True, help="folder of the photographs")
    parser.add_argument("--features", required=True, help="feature network, of models/networks/export_features.py")
    parser.add_argument("--scenes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--pairs", help="new folder for the pairs, lr/ and hr/ in it")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_grad_enabled(False)
    with open(os.path.join(args.cache, "cache.json"), encoding="utf-8") as file:
        names = sorted(json.load(file)["validationPhotos"])
    networks = {}
    for argument in args.networks:
        name, _, file = argument.partition("=")
        networks[name] = torch.jit.load(file).float().eval()
    features = torch.jit.load(args.features)
    detailed, flat = (scenes(args.photos, names, args.scenes, args.seed, detail) for detail in (DETAIL, FLAT_DETAIL))
    all_means, all_cells, all_gains, all_bases = [], {}, {}, []
    for kind, settings in {**KINDS, **APART_FROM_MEANS}.items():
        generator, tally = np.random.default_rng(args.seed + 1), Tally(features)
        for number, scene in enumerate(flat if kind == "flat" else detailed):
            small, truth = plain(scene) if settings is None else shots(scene, generator, **settings)
            if args.pairs:
                write(args.pairs, f"{kind} {number + 1}.png", small, truth)
            truth_features = features(tensor(truth))
            side = len(truth)
            tally.add("bicubic", values(eight_bits(small).resize((side, side), Image.BICUBIC)), truth, truth_features)
            for name, network in networks.items():
                for realness, picture in enlarged(network, small).items():
                    tally.add(name + realness, picture, truth, truth_features)
        means = tally.means()
        print_row(kind, means)
        if kind in KINDS:
            all_means.append(means)
        all_bases.extend(np.array(tally.figures["bicubic"])[:, 0])
        for name, gains in tally.gains().items():
            all_gains.setdefault(name, []).extend(gains)
        for name, cells in tally.cells.items():
            all_cells.setdefault(name, []).extend(cells)
    print_row("mean", {name: np.mean([m[name] for m in all_means], 0) for name in all_means[0]})
    for name, gains in all_gains.items():
        fifths = (np.mean(fifth) for fifth in np.array_split(np.array(gains)[np.argsort(all_bases)], 5))
        print(f"by fifths: {name} " + ", ".join(f"{gain:+.2f}" for gain in fifths) + f"; worst {min(gains):+.2f}")
    worse = (f"{name} {100 * np.mean(np.array(gains) < -WORSE):.0f} %" for name, gains in all_gains.items())
    print(f"pictures more than {WORSE} dB below bicubic: " + ", ".join(worse))
    print("mesh: " + ", ".join(f"{name} {np.sqrt((np.mean(c, 0) ** 2).mean()):.2f}" for name, c in all_cells.items()))


def write(folder, name, small, truth):
    for part, picture in (("lr", small), ("hr", truth)):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
        eight_bits(picture).save(os.path.join(folder, part, name.replace(", ", "-").replace(" ", "-")))


def print_row(kind, means):
    base = means["bicubic"]
    others = (f"{name} {m[0] - base[0]:+.2f}/{m[1] - base[1]:+.1f}" for name, m in means.items() if name != "bicubic")
    print(f"{kind}: bicubic {base[0]:.2f}/{base[1]:.1f}; " + ", ".join(others), flush=True)


if __name__ == "__main__":
    main()