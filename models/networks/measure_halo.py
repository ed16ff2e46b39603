"""Measures how much context a tile needs: the largest difference between tiles and the whole photo, halo by halo.

    python measure_halo.py ../ctsr-compact-x4 --photos ../../../shared/photos/val/realsr/lr --write

A tile is a core of LR pixels and a halo around it that is cut off after enlarging; at the photo's border there is no halo,
as there the network pads as it does for the whole photo. Compared is what is shown: a teacher's image, or a student's
S(x, t) at t = 0, 1/2 and 1, before clamping.
"""
import argparse
import glob
import io
import os
import random
import time

import numpy as np
import torch
from PIL import Image

import manifest
from layers import SCALE

LIMIT = 0.5  # in 1/255


def shown(y):
    """A teacher's (N, 3, H, W) as it is; a student's (N, 9, H, W) at three t, joined on channels."""
    if y.shape[1] == 3:
        return y
    b0, b1, b2 = y.split(3, 1)
    return torch.cat((b0, b0 + b1 / 2 + b2 / 4, b0 + b1), 1)


def photos(folders, reduced, crop, count, seed):
    """Small photos as they are; from the folders in reduced: a crop of each photo reduced 4 times, each other one as a
    JPEG of quality 50. At most count of either kind, evenly spread."""
    def spread(names):
        return names if len(names) <= count else [names[i * len(names) // count] for i in range(count)]

    found = sorted(p for f in folders for p in glob.glob(os.path.join(f, "*.png")))
    for path in spread(found):
        yield os.path.basename(path), Image.open(path).convert("RGB").crop((0, 0, *(min(crop, s) for s in Image.open(path).size)))
    rng = random.Random(seed)
    found = sorted(p for f in reduced for p in glob.glob(os.path.join(f, "*.jpg")))
    for i, path in enumerate(spread(found)):
        photo = Image.open(path).convert("RGB").reduce(4)
        left, top = (rng.randint(0, max(0, s - crop)) for s in photo.size)
        photo = photo.crop((left, top, min(left + crop, photo.width), min(top + crop, photo.height)))
        if i % 2:
            file = io.BytesIO()
            photo.save(file, "JPEG", quality=50)
            photo = Image.open(file).convert("RGB")
        yield os.path.basename(path), photo


def differences(network, x, core, halos, tiles, corners, rng):
    """For each halo the largest |tile - whole|, in 1/255, over at most `tiles` cores of the photo x (1, 3, h, w);
    with `corners` only those in its corners, which have context, and so a seam, on two sides."""
    whole = shown(network(x))
    h, w = x.shape[2:]
    cores = [(top, left) for top in range(0, h, core) for left in range(0, w, core)]
    if corners:
        cores = [(top, left) for top in (0, h - core) for left in (0, w - core)]
    cores = cores if len(cores) <= tiles else rng.sample(cores, tiles)
    result = []
    for halo in halos:
        worst = 0.0
        for top, left in cores:
            bottom, right = min(top + core, h), min(left + core, w)
            y0, x0 = max(top - halo, 0), max(left - halo, 0)
            tile = shown(network(x[:, :, y0 : min(bottom + halo, h), x0 : min(right + halo, w)]))
            inner = tile[:, :, SCALE * (top - y0) : SCALE * (bottom - y0), SCALE * (left - x0) : SCALE * (right - x0)]
            there = whole[:, :, SCALE * top : SCALE * bottom, SCALE * left : SCALE * right]
            worst = max(worst, (inner - there).abs().max().item() * 255)
        result.append(worst)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", help="folder with model.json and network.pt")
    parser.add_argument("--photos", nargs="*", default=[], help="folders of small photos (PNG)")
    parser.add_argument("--reduced", nargs="*", default=[], help="folders of photos (JPEG) to reduce 4 times")
    parser.add_argument("--crop", type=int, default=256, help="largest side used of a photo")
    parser.add_argument("--count", type=int, default=1000, help="photos of either kind")
    parser.add_argument("--core", type=int, default=64)
    parser.add_argument("--tiles", type=int, default=1000, help="tiles of a photo")
    parser.add_argument("--corners", action="store_true", help="only tiles in the photo's corners: cheaper, for large networks")
    parser.add_argument("--halos", type=int, nargs="+", default=list(range(4, 49, 4)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the chosen halo into model.json")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_grad_enabled(False)

    network = torch.jit.load(os.path.join(args.package, "network.pt")).float()  # cast once rather than in each tile
    rng, rows, start = random.Random(args.seed), [], time.time()
    for name, photo in photos(args.photos, args.reduced, args.crop, args.count, args.seed):
        x = torch.from_numpy(np.array(photo)).permute(2, 0, 1)[None].float() / 255
        rows.append(differences(network, x, args.core, args.halos, args.tiles, args.corners, rng))
        print(f"{time.time() - start:6.0f} s  {name[:32]:32} {photo.width:4}x{photo.height:<4}", *(f"{d:7.3f}" for d in rows[-1]), flush=True)
    if not rows:
        raise SystemExit("no photos found")
    worst = np.max(rows, 0)
    print(f"\n{os.path.basename(os.path.abspath(args.package))}: {len(rows)} photos, core {args.core}, in 1/255\n")
    print("| halo, LR pixels | largest difference | median photo's |\n|---:|---:|---:|")
    for halo, high, middle in zip(args.halos, worst, np.median(rows, 0)):
        print(f"| {halo} | {high:.3f} | {middle:.3f} |")
    good = [halo for i, halo in enumerate(args.halos) if (worst[i:] <= LIMIT).all()]
    if not good:
        raise SystemExit(f"\nno halo up to {args.halos[-1]} stays within {LIMIT}/255")
    print(f"\nsmallest halo within {LIMIT}/255: {good[0]}")
    if args.write:
        facts = manifest.read(args.package)
        manifest.write(args.package, {**facts, "halo": good[0]})


if __name__ == "__main__":
    main()
