"""Changes the precision in which a TorchScript file stores its parameters, without running PyTorch.

A .pt file is a zip of uncompressed entries under one folder:

    data.pkl        the module tree; a parameter is a reference to a storage: (type name, record number, count)
    data/N          the raw little-endian values of storage N
    code/, constants.pkl, constants/N       the program, and its fixed tensors (the low-pass taps, float32)
    *.debug_pkl     source lines for error messages, with paths of the machine that traced it; not needed to load
    traced_inputs*  the example it was traced with; not needed to load

All parameters of these networks share one storage type, and data.pkl names it once, in a pickle GLOBAL instruction
(`ctorch\nFloatStorage\n`): it ends at the line end and carries no length. So the precision changes by replacing that name
and converting the records of data/. Constants stay as they are. The program follows, as it casts each parameter to the
precision of the photo where it is used.

A file written where a network trained on CUDA names that device with each tensor, and cannot be loaded elsewhere. Here
every tensor becomes one of the processor; whoever loads it moves it.
"""
import zipfile

import numpy as np

TYPES = {"float32": (b"ctorch\nFloatStorage\n", "<f4"), "float16": (b"ctorch\nHalfStorage\n", "<f2")}
CUDA, PROCESSOR = b"X\x06\x00\x00\x00cuda:0", b"X\x03\x00\x00\x00cpu"  # BINUNICODE, length, text
EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed time, so that the same network gives the same bytes


def precision_of(pickle):
    """The name in TYPES of the one storage type that data.pkl refers to."""
    found = [name for name, (marker, _) in TYPES.items() if marker in pickle]
    others = [t for t in (b"DoubleStorage", b"BFloat16Storage", b"LongStorage", b"ByteStorage") if t in pickle]
    if len(found) != 1 or others:
        raise ValueError(f"parameters must be all float32 or all float16, but found {found + others}")
    return found[0]


def rewrite(source, target, precision):
    """Copies the TorchScript file source to target with its parameters stored in precision, records that loading does not need left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        root = old.namelist()[0].split("/")[0]
        pickle = old.read(f"{root}/data.pkl")
        before, after = TYPES[precision_of(pickle)], TYPES[precision]
        for name in old.namelist():
            path, content = name[len(root) + 1 :], old.read(name)
            if path.endswith(".debug_pkl") or path.startswith("traced_inputs"):
                continue
            if path == "data.pkl":
                content = content.replace(before[0], after[0])
            if path in ("data.pkl", "constants.pkl"):
                content = content.replace(CUDA, PROCESSOR)
            elif path.startswith("data/"):
                with np.errstate(over="ignore"):
                    values = np.frombuffer(content, before[1]).astype(after[1])
                if not np.isfinite(values).all():
                    raise ValueError(f"{source}: record {path} has values that {precision} cannot hold")
                content = values.tobytes()
            new.writestr(zipfile.ZipInfo(f"network/{path}", EPOCH), content)
