"""Fills in what a model.json says about its files by measuring them: bytes, sha256, precision, parameters, output
channels, smallest size. What a person decides (title, licence, provenance, the default realness) is left as it is.

    python manifest.py ../fidelity-teacher-x4 ../realness-teacher-x4 ../teacher-blend-x4
"""
import argparse
import hashlib
import json
import os
import zipfile

import torch

import storage
from layers import SCALE


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def describe(path):
    """The measurable facts of one .pt file."""
    network = torch.jit.load(path)
    with zipfile.ZipFile(path) as z:
        pickle = z.read(next(n for n in z.namelist() if n.endswith("/data.pkl")))
    for minimum in range(1, 17):
        try:
            y = network(torch.rand(1, 3, minimum, minimum))
            break
        except RuntimeError:  # a fixed filter reaches further than a photo of this size
            continue
    else:
        raise SystemExit(f"{path} does not run at 16x16")
    if y.shape[2:] != (SCALE * minimum, SCALE * minimum):
        raise SystemExit(f"{path} gives {tuple(y.shape)} for {minimum}x{minimum}: not x{SCALE}")
    return {
        "parameters": sum(p.numel() for p in network.parameters()),
        "minimumSize": minimum,
        "outputChannels": y.shape[1],
        "precision": storage.precision_of(pickle),
        "bytes": os.path.getsize(path),
        "sha256": digest(path),
    }


def read(package):
    with open(os.path.join(package, "model.json"), encoding="utf-8") as f:
        return json.load(f)


def write(package, manifest):
    target = os.path.join(package, "model.json")
    with open(target + ".part", "w", encoding="utf-8", newline="\n") as f:
        f.write(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    os.replace(target + ".part", target)


def refresh(package):
    manifest = read(package)
    for network in manifest["networks"]:
        if "file" in network:
            facts = describe(os.path.join(package, network["file"]))
            for key in ("parameters", "minimumSize"):
                manifest[key] = facts.pop(key)
            network.update(facts)
    parts = [(n, read(os.path.join(package, "..", n["model"]))) for n in manifest["networks"] if "model" in n]
    for network, part in parts:  # a blend: give the packages it refers to first
        network["sha256"] = part["networks"][0]["sha256"]
    if parts:
        manifest["parameters"] = sum(part["parameters"] for _, part in parts)
        manifest["minimumSize"] = max(part["minimumSize"] for _, part in parts)
        manifest["halo"] = max(part["halo"] for _, part in parts)
    write(package, manifest)
    print(f"{package}: {manifest['parameters']:,} parameters, halo {manifest['halo']}, smallest side {manifest['minimumSize']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="+", help="folder with model.json; those a blend refers to before the blend")
    torch.set_grad_enabled(False)
    for folder in parser.parse_args().package:
        refresh(folder)
