"""Turns weights and an architecture into network.pt, a traced TorchScript file. See README.md for examples."""
import argparse
import os
import sys
import tempfile

import torch
from safetensors.torch import load_file

import storage
from layers import SCALE
from rrdb import RrdbStudent, RrdbTeacher
from srvgg import SUBPIXELS, DeepSrvggStudent, SrvggStudent, SrvggTeacher, deepened

ARCHITECTURES = {
    "srvgg-compact/plain": SrvggTeacher,
    "srvgg-compact/basis": SrvggStudent,
    "srvgg-deep/basis": DeepSrvggStudent,
    "rrdb/plain": RrdbTeacher,
    "rrdb/basis": RrdbStudent,
}


def read_weights(path):
    """Parameters by name, float32, from a .safetensors file or from the .pt of another network."""
    weights = load_file(path) if path.endswith(".safetensors") else torch.jit.load(path, "cpu").state_dict()
    return {name: value.float() for name, value in weights.items()}


def load(network, weights, source):
    """Puts weights into network; names and shapes must agree exactly."""
    try:
        network.load_state_dict(weights, strict=True)
    except RuntimeError as e:
        raise SystemExit(f"{source} does not fit the architecture: {e}") from None


def start_from_teacher(network, weights, source):
    """Makes a student that begins as the teacher: its B0 is the teacher's image drawn half-way to agreement with the
    photo (gate 0.5 everywhere), its B1 and B2 are 0. All parameters but those of the zeroed channels' inputs learn from
    the first step; the zeroed ones follow, as their own gradient is not 0."""
    weights = dict(weights)
    state = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}
    last, rows = ("conv_last", 3) if isinstance(network, RrdbStudent) else ("body.66", SUBPIXELS)
    for part in ("weight", "bias"):
        key = f"{last}.{part}"
        if key not in weights:
            raise SystemExit(f"{source} is not a teacher of this body: it has no {key}")
        state[f"head.{part}"][:rows] = weights.pop(key)
    missing = [name for name in state if not name.startswith(("head", "gate")) and name not in weights]
    if missing:  # zeros there would let no gradient through
        raise SystemExit(f"{source} is not a teacher of this body: it has no {missing[0]}")
    load(network, {**state, **weights}, source)


def start_fresh(network, seed):
    """Random parameters: He initialisation, a tenth of it for a body of residual blocks (as ESRGAN does), PReLU 0.25."""
    generator = torch.Generator().manual_seed(seed)
    residual = 0.1 if isinstance(network, (RrdbTeacher, RrdbStudent)) else 1.0
    with torch.no_grad():
        for name, value in network.named_parameters():
            if value.dim() == 4:
                heads = name.startswith(("head", "gate", "conv_last", "body.66"))
                std = (2.0 / (value.shape[1] * 9)) ** 0.5 * (0.1 if heads else residual)
                value.copy_(torch.randn(value.shape, generator=generator) * std)
            else:
                value.fill_(0.0 if name.endswith("bias") else 0.25)


def write(network, target, precision):
    """Traces network and writes target in one move, so that no half-written file is ever there."""
    network.train(False)
    size = max(16, network.minimum_size)
    # In float64, of no parameter's type: a cast that changes nothing returns its own argument, and the tracer would then
    # take x.float() for x itself, so that results would no longer follow the type of x.
    example = torch.zeros(1, 3, size, size + 4, dtype=torch.float64)
    beside = os.path.dirname(os.path.abspath(target))
    os.makedirs(beside, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        traced, stored = os.path.join(folder, "network.pt"), os.path.join(folder, "stored.pt")
        # no_grad would leave the parameters untrainable in the file's own record of them
        torch.jit.trace(network, example, check_trace=False).save(traced)
        storage.rewrite(traced, stored, precision)
        os.replace(stored, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("architecture", choices=ARCHITECTURES)
    parser.add_argument("target", help="the .pt file to write")
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--weights", metavar="FILE", help=".safetensors or .pt with exactly this architecture's parameters")
    origin.add_argument("--teacher", metavar="FILE", help="for /basis: start as the /plain network of the same body in FILE")
    origin.add_argument("--shallow", metavar="FILE", help="for srvgg-deep/basis: start as the srvgg-compact/basis network in FILE")
    origin.add_argument("--fresh", metavar="SEED", type=int, help="random parameters")
    parser.add_argument("--precision", choices=storage.TYPES, default="float16", help="of the parameters on disk")
    args = parser.parse_args()

    network = ARCHITECTURES[args.architecture]()
    if args.weights:
        load(network, read_weights(args.weights), args.weights)
    elif args.teacher:
        if not args.architecture.endswith("/basis"):
            parser.error("--teacher is for the /basis architectures")
        start_from_teacher(network, read_weights(args.teacher), args.teacher)
    elif args.shallow:
        if args.architecture != "srvgg-deep/basis":
            parser.error("--shallow is for srvgg-deep/basis")
        try:
            weights = deepened(read_weights(args.shallow))
        except ValueError as e:
            parser.error(f"{args.shallow}: {e}")
        load(network, weights, args.shallow)
    else:
        start_fresh(network, args.fresh)
    write(network, args.target, args.precision)
    count = sum(p.numel() for p in network.parameters())
    print(f"{args.target}: {args.architecture}, x{SCALE}, {count:,} parameters, {os.path.getsize(args.target):,} bytes")


if __name__ == "__main__":
    sys.exit(main())
