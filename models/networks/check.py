"""Compares the shipped networks with the prototype, and checks the network contract (README.md).

    python check.py --shared ../../../shared

Prints the largest differences in 1/255 and ends with status 1 if any is above its limit.
"""
import argparse
import glob
import os
import sys
import tempfile
import zipfile

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file

import storage
from basis import LP2, LP3, LP6
from srvgg import DEEP_LAYERS, SUBPIXELS

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 1.0  # in 1/255: the half-precision file against the float32 prototype
ROUNDING = 0.02  # in 1/255: the same parameters, computed in another order
SIZES = [(1, 3, 33, 60), (2, 3, 37, 23), (1, 3, 5, 90), (3, 3, 8, 8)]

failures = []


def report(what, value, limit, unit="/255"):
    print(f"  {what:<66} {value:8.4f}{unit}  {'ok' if value <= limit else f'ABOVE {limit}'}")
    if not value <= limit:
        failures.append(what)


def difference(a, b):
    if a.shape != b.shape:
        raise SystemExit(f"shapes differ: {tuple(a.shape)} and {tuple(b.shape)}")
    return (a - b).abs().max().item() * 255


def read_photo(path):
    """(1, 3, h, w)"""
    return torch.from_numpy(np.array(Image.open(path).convert("RGB"))).permute(2, 0, 1)[None].float() / 255


def check_inference(name, network, reference, minimum, photos):
    """reference is the prototype with the weights to compare with; its outputs are joined on channels."""
    print(name)
    run = lambda x: torch.cat(out, 1) if isinstance(out := reference(x), tuple) else out
    small = {key: value.half().float() for key, value in reference.state_dict().items()}

    photo = read_photo(photos[0])
    worst, mean = 0.0, []
    for path in photos:
        x = read_photo(path)
        if max(x.shape) > 192:  # enough pixels, and bearable on two cores
            x = x[..., :192, :192]
        delta = (network(x) - run(x)).abs() * 255
        worst, mean = max(worst, delta.max().item()), mean + [delta.mean().item()]
    report(f"{len(photos)} photos, largest difference to the prototype in float32", worst, LIMIT)
    report("mean difference there", sum(mean) / len(mean), LIMIT / 10)

    reference.load_state_dict(small)
    torch.manual_seed(1)
    for shape in SIZES + [(1, 3, minimum, minimum)]:
        if min(shape[2:]) >= 5:  # the prototype's own limit
            x = torch.nn.functional.interpolate(photo, shape[2:], mode="bilinear").repeat(shape[0], 1, 1, 1)
            x = (x + 0.1 * torch.rand(shape)).clamp(0, 1)  # each photo of the batch its own
            report(f"{shape}, to the prototype with the same rounded weights", difference(network(x), run(x)), ROUNDING)
    x = photo[..., :minimum, :minimum]
    assert network(x).shape[2:] == (4 * minimum, 4 * minimum)

    x = photo[..., :32, :40]
    # To find a cast that is wrong, which is off by the whole range: forty layers in bfloat16's 8 bits are off by 45 at worst.
    for dtype, limit in ((torch.bfloat16, 64.0), (torch.float16, 6.0)):
        try:
            y = network(x.to(dtype))
        except RuntimeError as e:  # not every build of PyTorch has every half-precision operation on the CPU
            print(f"  {dtype}: not available here ({str(e).splitlines()[-1]})")
            continue
        assert y.dtype == dtype, f"{dtype} in, {y.dtype} out"
        report(f"computed in {dtype}, to float32", difference(y.float(), network(x)), limit)


def check_agreement():
    """The low-pass filters keep brightness, and leave no low frequency in B1 and B2."""
    print("low-pass filters")
    for name, low_pass in (("sigma 2", LP2), ("sigma 3", LP3), ("sigma 6", LP6)):
        report(f"{name}: change of a white photo", difference(low_pass(torch.ones(1, 3, 64, 48)), torch.ones(1, 3, 64, 48)), 1e-3)


def check_training(path, photo):
    """Every parameter of the float32 version receives a finite gradient that is not all zero, and a step lowers the loss."""
    print(f"{os.path.relpath(path, HERE)}: backward")
    with tempfile.TemporaryDirectory() as folder:
        full = os.path.join(folder, "network.pt")
        storage.rewrite(path, full, "float32")
        network = torch.jit.load(full).train()
    parameters = dict(network.named_parameters())
    assert all(p.dtype == torch.float32 and p.requires_grad for p in parameters.values())
    x = photo[..., :32, :40].repeat(2, 1, 1, 1)
    target = torch.nn.functional.interpolate(x, scale_factor=4, mode="bicubic")

    def loss():
        y = network(x)
        total = (y[:, :3] - target).abs().mean()
        if y.shape[1] == 9:  # at t = 1/2 and 1, as a student is trained
            b0, b1, b2 = y.split(3, 1)
            total = total + (b0 + b1 / 2 + b2 / 4 - target).square().mean() + (b0 + b1 - 1.1 * target).abs().mean()
        return total

    adam = torch.optim.Adam(parameters.values(), 1e-5)
    values = []
    for _ in range(2):
        adam.zero_grad()
        value = loss()
        value.backward()
        values.append(value.item())
        unreached = [n for n, p in parameters.items() if p.grad is None or not p.grad.abs().max() > 0]
        infinite = [n for n, p in parameters.items() if p.grad is not None and not p.grad.isfinite().all()]
        report(f"step {len(values)}, loss {values[-1]:.5f}: parameters of {len(parameters)} without a finite gradient",
               len(set(unreached + infinite)), 0, "")
        adam.step()
    report("loss after a step, part of the first", values[-1] / values[0], 0.9999, "")


def check_storage(path, photo):
    """Rewriting in the same precision, and float16 -> float32 -> float16, give the same records; both give the same results."""
    print(f"{os.path.relpath(path, HERE)}: precision on disk")
    x = photo[..., :24, :36]
    with tempfile.TemporaryDirectory() as folder:
        same, half, full, back = (os.path.join(folder, f"{name}.pt") for name in ("same", "half", "full", "back"))
        with zipfile.ZipFile(path) as z:
            storage.rewrite(path, same, storage.precision_of(z.read("network/data.pkl")))
        storage.rewrite(path, half, "float16")
        storage.rewrite(half, full, "float32")
        storage.rewrite(full, back, "float16")
        def content(file):
            with zipfile.ZipFile(file) as z:  # not the file's own bytes: `ctsr train` writes other headers
                return [(name, z.read(name)) for name in z.namelist()]

        assert content(path) == content(same), "rewriting in the same precision changed the file"
        assert content(half) == content(back), "float16 -> float32 -> float16 changed the file"
        half, full = torch.jit.load(half), torch.jit.load(full)
        assert {p.dtype for p in half.parameters()} == {torch.float16}
        assert {p.dtype for p in full.parameters()} == {torch.float32}
        report("same values stored as float32 and as float16", difference(half(x), full(x)), 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", default=os.path.join(HERE, "../../../shared"), help="folder with prototype, weights, photos")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--photos", type=int, default=1000, help="of the validation photos, at most so many, evenly spread")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    sys.path.insert(0, os.path.join(args.shared, "prototype"))
    import networks as prototype

    photos = sorted(glob.glob(os.path.join(args.shared, "photos/val/*/lr/*.png")))
    photos = photos[:: -(-len(photos) // args.photos)]
    weights = lambda name: {k: v.float() for k, v in load_file(os.path.join(args.shared, "weights", name)).items()}
    package = lambda name: os.path.join(HERE, "..", name, "network.pt")

    class DeepStudent(prototype.Student):
        """The prototype with a longer body, and with B2 as it is now."""

        def __init__(self):
            super().__init__()
            self.body = torch.nn.ModuleList(prototype.srvgg_body(DEEP_LAYERS))

        def forward(self, x):
            b0, b1, _ = super().forward(x)
            for layer in self.body:
                x = layer(x)
            b2 = torch.nn.functional.pixel_shuffle(self.head(x)[:, 2 * SUBPIXELS : 3 * SUBPIXELS], 4)
            return b0, b1, self.fine(b2) - (b1 - self.fine(b1))

        @staticmethod
        def fine(b):
            for _ in range(2):
                b = b - prototype.low_pass(b, 2.0)
            return b

    cases = [  # None: trained by this project, so the only origin of the weights is the file itself
        ("ctsr-compact-x4", DeepStudent, None, 5, photos),
        ("fidelity-teacher-x4", prototype.SRVGG, None, 1, photos),
        ("realness-teacher-x4", prototype.RRDBNet, "realesrgan-x4plus.fp16.safetensors", 1, photos[::8]),
    ]
    with torch.no_grad():
        for name, shape, file, minimum, chosen in cases:
            network, reference = torch.jit.load(package(name)), shape()
            own = lambda: {k: v.float() for k, v in network.named_parameters()}
            reference.load_state_dict(weights(file) if file else own())
            check_inference(name, network, reference, minimum, chosen)
        check_agreement()

        print("training/student-compact.pt: starts as realesrgan-x4fast")
        teacher, student = prototype.SRVGG(), torch.jit.load(os.path.join(HERE, "training/student-compact.pt"))
        teacher.load_state_dict(weights("realesrgan-x4fast.safetensors"))
        x = read_photo(photos[0])
        y = teacher(x)
        expected = y + 0.5 * prototype.low_pass(torch.nn.functional.interpolate(x, scale_factor=4, mode="bicubic") - y, 3.0)
        report("B0 to the teacher half-way to agreement with the photo", difference(student(x)[:, :3], expected), LIMIT)
        report("B1 and B2", student(x)[:, 3:].abs().max().item() * 255, 0)

    for path in (package("ctsr-compact-x4"), package("fidelity-teacher-x4"), package("realness-teacher-x4"),
                 os.path.join(HERE, "training/student-compact.pt")):
        with torch.no_grad():
            check_storage(path, read_photo(photos[0]))
        check_training(path, read_photo(photos[0]))
    print(f"{len(failures)} failed" if failures else "all passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
