"""The recipe of `ctsr train` in PyTorch, for CUDA machines: same configurations, same TorchScript files, same cache.

    ctsr train CONFIG.yml --patches-only               # anywhere: makes the patches
    python train.py CONFIG.yml --run DIR               # asks the teachers and trains; again with the same DIR: goes on

Needs torch, numpy and pyyaml. The device is the configuration's. Everything the Java program does to a batch is done here
in the same order with the same losses (losses.py); what differs is the random numbers, and that networks compute in
bfloat16 on CUDA, and with --bfloat16 elsewhere (faster on processors that have it, and there alone). Nothing is validated:
data.validationPatches, networks.niqe and validateEvery are passed over. DIR/NAME is the model package.
"""
import argparse
import contextlib
import copy
import hashlib
import json
import math
import os
import re
import shutil
import sys
import tempfile
import time
import zlib

import numpy as np
import torch
import yaml

import losses

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "networks"))
import storage  # noqa: E402

SCALE, MIDDLE, TEXTURE_SIGMA = 4, 0.5, 3.0
STAGES = ("fidelityTeacher", "fuse", "slider", "bend")
DISTILLED = ("fidelityTeacher", "realnessTeacher", "discriminator")  # networks that Stage 2 needs besides the student
MOST_LEFT_OUT = 2  # steps in a row whose gradient may be useless before the run counts as diverged
WINNING = 1.0  # the discriminator learns nothing while its loss is below this
MOST_SHARE = 0.25  # of the gradient of the other losses on an image, by length: how hard the discriminator may pull
LONGEST_GRADIENT = 1e6  # Learner.java says why
CACHE_FIELDS = ("seed", "patchSize", "validationPatchSize", "reduction", "longestSide", "minimumDetail", "degradation")
QUESTIONS = 16  # patches a teacher is asked about at once
FREE_MEMORY = 0.4  # share of the free memory of a CUDA device that patches may take


class Loader(yaml.SafeLoader):
    """Numbers are those of `ctsr train`: PyYAML itself takes 1e-4, which has no point, for a text."""


Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+$"), list("-+.0123456789"))


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Precision:
    """Networks compute in half precision where that is fast; losses never do."""

    def __init__(self, device, half, kind=torch.bfloat16):
        self.context = lambda: torch.autocast(device, kind) if half else contextlib.nullcontext()

    def __call__(self, network, x):
        with self.context():
            y = network(x)
        return y.float() if torch.is_tensor(y) else [v.float() for v in y]


def intact(record):
    """Whether a record of bytes has the CRC-32 that follows it."""
    return zlib.crc32(record[:-4].tobytes()) == int.from_bytes(record[-4:].tobytes(), "little")


def require(holds, sentence):
    if not holds:
        raise SystemExit(sentence)


def require_usable(config, path):
    """Said now what is wrong with a configuration, as `ctsr train` does: the stage that shows it may come hours later."""
    stages = {name: config[name] for name in STAGES if config.get(name)}
    networks, patch = config["networks"], config["data"]["patchSize"]
    require("slider" in stages or list(stages) == ["bend"], "slider: must be there, or bend alone; nothing is made without them")
    require("bend" not in stages or networks.get("features"), "bend: needs networks.features, whose distances it is for")
    for name, stage in stages.items():
        crop, adversarial = stage["schedule"]["crop"], stage.get("adversarial")
        require(crop <= patch, f"{name}.schedule.crop: at most data.patchSize ({patch}), not {crop}")
        judged = adversarial and adversarial["weight"] > 0
        require(not judged or crop % 2 == 0, f"{name}.schedule.crop: must be even where adversarial.weight is above 0, not {crop}")
    files = {"model.licenseFile": config["model"]["licenseFile"]}
    roles = ("student", *DISTILLED) if "slider" in stages else ("student",)
    files |= {f"networks.{role}": networks[role] for role in (*roles, "features") if networks.get(role)}
    for field, file in files.items():
        require(os.path.isfile(path(file)), f"{field}: {path(file)}: there is no such file")
    require(config["device"] in ("cpu", "cuda"), f"device: cpu or cuda, not {config['device']}")
    require(config["device"] == "cpu" or torch.cuda.is_available(), "device: this PyTorch finds no CUDA device")


def require_same_cache(cache, config):
    """Patches made of other settings must not be trained on; `ctsr train` compares the photographs too."""
    description = os.path.join(cache, "cache.json")
    if not os.path.exists(description):
        raise SystemExit(f"{cache} has no patches; run ctsr train --patches-only first")
    with open(description, encoding="utf-8") as file:
        there = json.load(file)
    for field in CACHE_FIELDS:
        wanted = config[field] if field == "seed" else config["data"][field]
        if there[field] != wanted:
            raise SystemExit(f"{description}: this cache was made with another {field}; name another folder in data.cache, or delete this one")


class Patches:
    """A PatchSet of the cache: records of bytes, each with its CRC-32. Where a CUDA device has room, it holds them all."""

    def __init__(self, folder, patch, count, device):
        self.folder, self.patch, self.count, self.device = folder, patch, count, device
        self.small, self.big = 3 * patch * patch, 3 * patch * patch * SCALE * SCALE
        self.records = self.map(os.path.join(folder, "patches.bin"), self.small + 2 * self.big, count)
        self.images, self.resident = [], {}

    @staticmethod
    def map(path, size, count):
        there = os.path.getsize(path) // (size + 4)
        if there < count:
            raise SystemExit(f"{path}: {there} of {count} records; run ctsr train --patches-only first")
        records = np.memmap(path, np.uint8, "r", shape=(there, size + 4))
        for i in (0, count - 1):
            if not intact(records[i]):
                raise SystemExit(f"{path}: record {i} is damaged; delete the file and it is made again")
        return records

    def answers(self, digest):
        return os.path.join(self.folder, f"answers-{digest[:12]}.bin")

    def answered(self, path):
        """Whole answers; at the end of a file that a power cut left, records may be torn."""
        done = os.path.getsize(path) // (self.big + 4) if os.path.exists(path) else 0
        if done:
            records = np.memmap(path, np.uint8, "r", shape=(done, self.big + 4))
            while done and not intact(records[done - 1]):
                done -= 1
        return done

    def ask(self, network, digest, image):
        """Asks a teacher about the patches it has not answered yet."""
        path = self.answers(digest)
        done = self.answered(path)
        with open(path, "r+b" if done else "wb") as file, torch.no_grad():
            file.truncate(done * (self.big + 4))
            file.seek(0, os.SEEK_END)
            for i in range(done, self.count, QUESTIONS):
                small = np.array(self.records[i : min(i + QUESTIONS, self.count), : self.small])
                x = torch.from_numpy(small).view(-1, 3, self.patch, self.patch).to(self.device)
                y = (image(network(x.float() / 255)).clamp(0, 1) * 255).round().byte().cpu().numpy()
                for answer in y:
                    answer = answer.tobytes()
                    file.write(answer + zlib.crc32(answer).to_bytes(4, "little"))

    def use(self, digests):
        """What batches hold from now on: small, truth, sharp, and the answers of these teachers."""
        s, b, patch = self.small, self.big, self.patch
        parts = {"small": self.records[:, :s], "truth": self.records[:, s : s + b], "sharp": self.records[:, s + b : s + 2 * b]}
        parts |= {d: self.map(self.answers(d), b, self.count)[:, :b] for d in digests}
        self.resident = {k: v for k, v in self.resident.items() if k in parts}
        self.images = []
        for key, part in parts.items():
            side = patch if key == "small" else SCALE * patch
            held = self.resident.get(key)
            if held is None:
                held = self.resident[key] = self.hold(part[: self.count].reshape(self.count, 3, side, side))
            self.images.append(held)

    def hold(self, part):
        if self.device != "cuda" or part.size > FREE_MEMORY * torch.cuda.mem_get_info()[0]:
            return part
        held = torch.empty(part.shape, dtype=torch.uint8, device=self.device)
        for i in range(0, self.count, 256):
            held[i : i + 256] = torch.from_numpy(np.array(part[i : i + 256])).to(self.device)
        return held

    def batch(self, generator, count, side):
        """small, truth, sharp, one for each teacher; windows of random patches, mirrored and turned."""
        index, slack = generator.integers(self.count, size=count), self.patch - side
        x, y = generator.integers(slack + 1, size=count), generator.integers(slack + 1, size=count)
        turn = generator.integers(8, size=count)
        return [self.windows(held, SCALE if k else 1, index, x, y, turn, side) for k, held in enumerate(self.images)]

    def windows(self, held, scale, index, x, y, turn, side):
        resident = torch.is_tensor(held)
        device = self.device if resident else "cpu"
        numbers = torch.from_numpy(np.stack((index, x * scale, y * scale, turn))).to(device)
        index, x, y, turn = numbers.view(4, -1, 1, 1)
        side *= scale
        line = torch.arange(side, device=device)
        row = torch.where(turn & 2 > 0, side - 1 - line.view(1, -1, 1), line.view(1, -1, 1))
        column = torch.where(turn & 1 > 0, side - 1 - line.view(1, 1, -1), line.view(1, 1, -1))
        turned = turn & 4 > 0
        row, column = y + torch.where(turned, column, row), x + torch.where(turned, row, column)
        index, row, column = (v.unsqueeze(1) for v in (index, row, column))
        channel = torch.arange(3, device=device).view(1, 3, 1, 1)
        if resident:
            return held[index, channel, row, column].float() / 255
        where = [v.numpy() for v in (index, channel, row, column)]
        return torch.from_numpy(held[tuple(where)]).to(self.device).float() / 255


class Learner:
    """A network in training, its Adam and, if decay is not None, the average of its weights."""

    def __init__(self, network, decay=None):
        self.network, self.decay, self.updates = network.train(), decay, 0
        self.parameters = dict(network.named_parameters())
        self.adam = torch.optim.Adam(self.parameters.values(), betas=(0.9, 0.99))
        self.average = None if decay is None else {k: v.detach().clone() for k, v in self.parameters.items()}

    def step(self, rate, clip):
        """Whether the gradient was of use; where it was not, nothing has changed."""
        norm = torch.nn.utils.clip_grad_norm_(self.parameters.values(), clip)
        if not torch.isfinite(norm) or norm > LONGEST_GRADIENT:
            self.adam.zero_grad()
            return False
        self.adam.param_groups[0]["lr"] = rate
        self.adam.step()
        self.adam.zero_grad()
        if self.average is not None:
            self.updates += 1
            keep = min(self.decay, (1 + self.updates) / (10 + self.updates))
            with torch.no_grad():
                torch._foreach_mul_(list(self.average.values()), keep)
                torch._foreach_add_(list(self.average.values()), list(self.parameters.values()), alpha=1 - keep)
        return True

    def swap(self):
        with torch.no_grad():
            for name, value in self.parameters.items():
                kept = value.clone()
                value.copy_(self.average[name])
                self.average[name].copy_(kept)

    def state(self):
        weights = {k: v.detach() for k, v in self.parameters.items()}
        # Adam's settings are this program's, and PyTorch before 2 does not take their numbers back.
        return {"weights": weights, "adam": {"state": self.adam.state_dict()["state"]}, "average": self.average, "updates": self.updates}

    def restore(self, state):
        with torch.no_grad():
            for name, value in self.parameters.items():
                value.copy_(state["weights"][name])
                if self.average is not None:
                    self.average[name].copy_(state["average"][name])
        self.adam.load_state_dict({**self.adam.state_dict(), "state": state["adam"]["state"]})
        self.updates = state["updates"]

    def write(self, target):
        """The averaged weights, in half precision."""
        self.swap()
        write(self.network, target, "float16")
        self.swap()


class DivergenceGuard:
    """Notices a stage's main loss, its first, when it has risen far above where it was (DivergenceGuard.java)."""

    def __init__(self):
        self.smooth, self.best, self.seen = None, math.inf, 0

    def risen(self, loss):
        self.smooth = loss if self.smooth is None else 0.97 * self.smooth + 0.03 * loss
        self.seen += 1
        if self.seen < 60:
            return False
        self.best = min(self.best, self.smooth)
        return self.smooth > 4 * self.best


class Adversary:
    """The discriminator; its weight is a constant, its gradient at most a share of the other losses'; it slows down with the student and rests while it is winning (Adversary.java says why)."""

    def __init__(self, network, settings, forward):
        self.learner, self.s, self.forward, self.left_out = Learner(network), settings, forward, 0

    def pull(self, image, step):
        """The gradient to add to image.grad, and the loss."""
        leaf = image.detach().requires_grad_()
        loss = losses.deceive(self.forward(self.learner.network, leaf))
        (gradient,) = torch.autograd.grad(loss, leaf)
        gradient = gradient * (0 if step < self.s["after"] else self.s["weight"])
        held = MOST_SHARE * image.grad.norm() / gradient.norm().clamp_min(1e-20)
        return gradient * held.clamp_max(1), loss.detach()

    def learn(self, real, fake, remaining):
        judged = self.forward(self.learner.network, torch.cat((real, fake.detach())))
        loss = losses.discriminate(judged[: len(real)], judged[len(real) :])
        if loss < WINNING:
            return loss.detach()
        loss.backward()
        useful = self.learner.step(remaining * self.s["learningRate"], 1.0)
        self.left_out = 0 if useful else self.left_out + 1
        if self.left_out > MOST_LEFT_OUT:
            raise SystemExit(f"the gradient of the discriminator was useless {self.left_out} steps in a row; the last checkpoint is kept. Try a smaller learningRate")
        return loss.detach() if useful else None


def load(path, device, trainable):
    """A TorchScript network with float32 parameters, whatever its file holds."""
    with tempfile.TemporaryDirectory() as folder:
        wide = os.path.join(folder, "wide.pt")
        storage.rewrite(path, wide, "float32")
        network = torch.jit.load(wide, device)
    for value in network.parameters():
        value.requires_grad_(trainable)
    return network


def write(network, target, precision):
    """Appears whole or not at all, and can be loaded where there is no CUDA."""
    network.save(target + ".raw")
    storage.rewrite(target + ".raw", target + ".part", precision)
    os.remove(target + ".raw")
    os.replace(target + ".part", target)


def warm_start(teacher, student):
    """The student begins as the teacher: its body by name, its last layer as the head's first rows."""
    source, own = dict(teacher.named_parameters()), dict(student.named_parameters())
    left = [k for k, v in source.items() if k not in own or own[k].shape != v.shape]
    head = lambda k: own.get("head." + k.rsplit(".", 1)[1])
    deeper = any(k.startswith("body.") and k not in source for k in own)
    if deeper or len(left) != 2 or any(head(k) is None or head(k).shape[1:] != source[k].shape[1:] for k in left):
        return False
    with torch.no_grad():
        for name, value in source.items():
            (head(name)[: len(value)] if name in left else own[name]).copy_(value)
    return True


def rate(s, step):
    if step < s["warmup"]:
        return s["learningRate"] * (step + 1) / s["warmup"]
    part = (step - s["warmup"]) / max(1, s["steps"] - s["warmup"])
    return s["finalLearningRate"] + 0.5 * (s["learningRate"] - s["finalLearningRate"]) * (1 + math.cos(math.pi * part))


def remaining(s, step):
    """What is left of the learning rate, 1 until it begins to fall."""
    return 1.0 if step < s["warmup"] else rate(s, step) / s["learningRate"]


class Fidelity:
    def __init__(self, settings, network, forward):
        self.s, self.forward = settings, forward
        self.main = Learner(network, settings["schedule"]["emaDecay"])
        self.learners = {"main": self.main}

    def step(self, step, batch):
        image = self.forward(self.main.network, batch[0])
        absolute, squared = losses.absolute(image, batch[1]), losses.squared(image, batch[1])
        logarithmic = losses.logarithmic(image, batch[1])
        (self.s["absolute"] * absolute + self.s["squared"] * squared + self.s["logarithmic"] * logarithmic).backward()
        return {"absolute": absolute.detach(), "squared": squared.detach(), "logarithmic": logarithmic.detach().exp()}


def phased(features, step):
    """features of images that lack their first row, their first column, both or neither, in turn (PhasedFeatures.java)."""
    return features and (lambda image: features(image[..., step // 2 % 2 :, step % 2 :]))


class Student:
    """Both stages of the student. Losses are taken of images S(x, t) cut from the graph, and each image's gradient is handed
    back to B1 and B2 by its weights; B0 obeys the faithful losses alone."""

    def __init__(self, settings, network, discriminator, features, forward):
        self.s, self.forward = settings, forward
        self.features = features
        self.main = Learner(network, settings["schedule"]["emaDecay"])
        self.adversary = Adversary(discriminator, settings["adversarial"], forward)
        self.learners = {"main": self.main, "discriminator": self.adversary.learner}

    def cut(self, small):
        self.output = self.drifted(small)
        self.basis = self.output.detach().split(3, 1)
        self.pulls = [torch.zeros_like(b) for b in self.basis]

    def drifted(self, small):
        """The student's output with the colours of B0 shifted before the trust gate (ColorDrift.java); the parameters stay."""
        deviation = self.s["faithful"]["drift"]
        if deviation == 0:
            return self.forward(self.main.network, small)
        bias = self.main.parameters["head.bias"]
        kept, rows = bias.detach().clone(), 16 if len(bias) >= 144 else 1
        with torch.no_grad():
            bias[: 3 * rows] += (torch.randn(3, device=bias.device) * deviation).repeat_interleave(rows)
        output = self.forward(self.main.network, small)
        with torch.no_grad():
            bias.copy_(kept)
        return output

    def image(self, t):
        return losses.at(*self.basis, t).requires_grad_()

    def hand_back(self, t, gradient):
        self.pulls[1] += t * gradient
        self.pulls[2] += t * (1 - t) * gradient

    def faithful(self, small, truth, fidelity, out):
        s, b0 = self.s["faithful"], self.basis[0].clone().requires_grad_()
        bicubic = losses.bicubic(small, SCALE)
        truth, fidelity = (wanted + s["bicubicShare"] * (bicubic - wanted) for wanted in (truth, fidelity))
        absolute, squared, teacher = losses.absolute(b0, truth), losses.squared(b0, truth), losses.absolute(b0, fidelity)
        logarithmic = losses.logarithmic(b0, truth)
        total = s["absolute"] * absolute + s["squared"] * squared + s["logarithmic"] * logarithmic + s["teacher"] * teacher
        total.backward()
        self.pulls[0] += b0.grad
        out |= {"faithfulSquared": squared.detach(), "faithfulLogarithmic": logarithmic.detach().exp(), "faithfulTeacher": teacher.detach()}

    def adversarial(self, t, image, step, out):
        if self.s["adversarial"]["weight"] > 0:
            gradient, out["adversarial"] = self.adversary.pull(image, step)
            self.hand_back(t, gradient)

    def finish(self, sharp, image, step, out):
        """Runs the student's backward pass; the train loop then steps it."""
        self.output.backward(torch.cat(self.pulls, 1))
        if self.s["adversarial"]["weight"] > 0:
            learnt = self.adversary.learn(sharp, image, remaining(self.s["schedule"], step))
            if learnt is not None:
                out["discriminator"] = learnt
        return out


class Fuse(Student):
    def step(self, step, batch):
        s, out, t = self.s, {}, MIDDLE
        small, truth, sharp, fidelity, realness = batch
        target = losses.fused_target(fidelity, realness, truth, s["sigma"])
        self.cut(small)
        image = self.image(t)
        split = losses.split(image - target, realness - fidelity, s["sigma"], s["along"], s["across"])
        total = split + s["truth"] * losses.absolute(image, truth)
        out["fused"] = split.detach()
        if self.features and s["perceptual"] > 0:
            features = phased(self.features, step)
            total = total + s["perceptual"] * losses.features(features(image), features(truth))
        total.backward()
        self.hand_back(t, image.grad)
        self.adversarial(t, image, step, out)
        self.faithful(small, truth, fidelity, out)
        return self.finish(sharp, image, step, out)


class Slider(Student):
    def step(self, step, batch):
        s, out = self.s, {}
        small, truth, sharp, fidelity, realness, fused = batch
        self.cut(small)
        features = phased(self.features, step)
        truth_features = features(truth) if features else None

        end = self.image(1.0)
        total = s["realness"] * losses.absolute(end, realness)
        out["realness"] = losses.absolute(end, realness).detach()
        if s["texture"] > 0:
            texture = losses.texture(end, realness, TEXTURE_SIGMA)
            total = total + s["texture"] * texture
            out["texture"] = texture.detach()
        if features:
            found = features(end)
            if s["perceptualTeacher"] > 0:
                total = total + s["perceptualTeacher"] * losses.features(found, features(realness))
            if s["perceptualTruth"] > 0:
                total = total + s["perceptualTruth"] * losses.features(found, truth_features)
        total.backward()
        self.hand_back(1.0, end.grad)
        self.adversarial(1.0, end, step, out)

        self.faithful(small, truth, fidelity, out)

        middle = self.image(MIDDLE)
        total = s["fused"] * losses.absolute(middle, fused)
        out["fused"] = losses.absolute(middle, fused).detach()
        if features and s["perceptualMiddle"] > 0:
            total = total + s["perceptualMiddle"] * losses.features(features(middle), truth_features)
        total.backward()
        self.hand_back(MIDDLE, middle.grad)

        t = torch.rand(len(small), 1, 1, 1, device=small.device)
        b1, b2 = (b.clone().requires_grad_() for b in self.basis[1:])
        velocity = losses.velocity(b1, b2, fidelity, fused, realness, t)
        (s["velocity"] * velocity).backward()
        self.pulls[1] += b1.grad
        self.pulls[2] += b2.grad
        if s["lattice"] > 0:
            b1 = self.basis[1].clone().requires_grad_()
            lattice = losses.lattice(b1, SCALE)
            (s["lattice"] * lattice).backward()
            self.pulls[1] += b1.grad
            out["lattice"] = lattice.detach()
        image = self.image(t)
        path = losses.path(image, fidelity, fused, realness, t)
        (s["path"] * path).backward()
        self.hand_back(t, image.grad)
        out |= {"velocity": velocity.detach(), "path": path.detach()}
        return self.finish(sharp, end, step, out)


class Bend:
    """Stage 3: B2's rows of the head alone (BendTraining.java)."""

    def __init__(self, settings, student, features, forward):
        self.s, self.features, self.forward = settings, features, forward
        for name, value in student.named_parameters():
            value.requires_grad_(name.startswith("head."))
        self.main = Learner(student, settings["schedule"]["emaDecay"])
        self.learners = {"main": self.main}

    def step(self, step, batch):
        s, (small, truth, _) = self.s, batch
        output = self.forward(self.main.network, small)
        b0, b1, b2 = output.detach().split(3, 1)
        b2.requires_grad_()
        t = torch.rand(len(small), 1, 1, 1, device=small.device)
        image = losses.at(b0, b1, b2, t)
        features = phased(self.features, step)
        perceptual = losses.features(features(image), features(truth))
        squared = losses.squared(image, truth)
        lattice = losses.lattice(b2, SCALE)
        (s["perceptual"] * perceptual + s["squared"] * squared + s["lattice"] * lattice).backward()
        output.backward(torch.cat((torch.zeros_like(b0), torch.zeros_like(b1), b2.grad), 1))
        for name in ("head.weight", "head.bias"):  # the head's own layers make B2 of B1's rows too
            gradient = self.main.parameters[name].grad
            rows = 48 if len(gradient) >= 144 else 3
            gradient[: 2 * rows] = 0
            gradient[3 * rows :] = 0
        return {"perceptual": perceptual.detach(), "squared": squared.detach(), "lattice": lattice.detach()}

    def thaw(self):
        """A network's file says of each parameter whether it can be trained."""
        for value in self.main.network.parameters():
            value.requires_grad_(True)


class Run:
    def __init__(self, config, base, folder, half):
        self.c, self.folder, self.device = config, folder, config["device"]
        self.forward = Precision(self.device, half or self.device == "cuda")
        # Colours of 0 to 255 lose their last bit in bfloat16; on CUDA feature maps cost little in more precision.
        exact = Precision(self.device, half and self.device != "cuda")
        self.path = lambda p: os.path.normpath(os.path.join(base, p))
        data = config["data"]
        cache = self.path(data["cache"])
        require_usable(config, self.path)
        require_same_cache(cache, config)
        self.patches = Patches(os.path.join(cache, "training"), data["patchSize"], data["patches"], self.device)
        features = config["networks"].get("features")
        self.features = None
        if features:
            network = torch.jit.load(self.path(features), self.device)
            for value in network.parameters():
                value.requires_grad_(False)
            self.features = lambda image: exact(network, image)
        self.require_outputs("student", 9)
        if config.get("slider") and not os.path.exists(self.file("slider.pt")):
            self.require_outputs("fidelityTeacher", 3)
            self.require_outputs("realnessTeacher", 3)
        self.begin()

    def require_outputs(self, role, channels):
        """Tries a network on one patch."""
        network, side = self.network(role), self.c["data"]["patchSize"]
        with torch.no_grad():
            given = tuple(load(network, self.device, False)(torch.full((1, 3, side, side), 0.5, device=self.device)).shape)
        wanted = (1, channels, SCALE * side, SCALE * side)
        require(given == wanted, f"networks.{role}: {network}: gives {given} for a photo of {side} x {side} pixels, where {wanted} is needed")

    def begin(self):
        """Keeps the configuration, so that no stages of another one are taken for this one's."""
        os.makedirs(self.folder, exist_ok=True)
        if os.path.exists(self.file("config.yml")):
            raise SystemExit(f"{self.folder} holds a run of ctsr train; name another folder")
        kept = self.file("config.json")
        if os.path.exists(kept):
            with open(kept, encoding="utf-8") as file:
                if json.load(file) != self.c:
                    raise SystemExit(f"The configuration differs from {kept}, with which this run began; name another folder")
        elif any(name.endswith((".pt", ".checkpoint")) for name in os.listdir(self.folder)):
            raise SystemExit(f"{self.folder} holds stages of another run; name another folder")
        else:
            with open(kept + ".part", "w", encoding="utf-8") as file:
                json.dump(self.c, file, indent=2)
            os.replace(kept + ".part", kept)

    def file(self, name):
        return os.path.join(self.folder, name)

    def ask(self, network, image=lambda y: y):
        digest = sha256(network)
        teacher = load(network, self.device, False)
        # Answers are kept in 8 bits, for which bfloat16, with as many, is too coarse.
        answer = Precision(self.device, self.device == "cuda", torch.float16)
        self.patches.ask(lambda x: answer(teacher, x), digest, image)
        return digest

    def train(self, name, stage, teachers):
        """Trains and returns when done; a stage finished before is not trained again."""
        s, checkpoint = stage.s["schedule"], self.file(f"{name}.checkpoint")
        self.patches.use(teachers)
        first = 0
        if os.path.exists(checkpoint):
            state = torch.load(checkpoint, self.device, weights_only=True)
            first = state["step"]
            for key, learner in stage.learners.items():
                learner.restore(state[key])
        began, left_out, guard = time.time(), 0, DivergenceGuard()
        for step in range(first, s["steps"]):
            generator = np.random.default_rng((self.c["seed"], zlib.crc32(name.encode()), step))
            torch.manual_seed(self.c["seed"] + step)
            batch = self.patches.batch(generator, s["batch"], s["crop"])
            found = stage.step(step, batch)
            useful = stage.main.step(rate(s, step), s["clip"])
            left_out = 0 if useful else left_out + 1
            if not useful:
                print(f"{name}: step {step + 1} is left out, its gradient is useless", flush=True)
            if left_out > MOST_LEFT_OUT or useful and not torch.stack(list(found.values())).isfinite().all():
                raise SystemExit(f"{name}: losses or gradients are not finite; the last checkpoint is kept. Try a smaller learningRate")
            main = next(iter(found))
            if useful and guard.risen(found[main].item()):
                raise SystemExit(f"{name}: the loss '{main}' rose to {guard.smooth:.3g}, {guard.smooth / guard.best:.1f} times its best; the last checkpoint is kept. Try a smaller learningRate")
            if (step + 1) % 50 == 0 or step + 1 == s["steps"]:
                left = (time.time() - began) / (step + 1 - first) * (s["steps"] - step - 1)
                print(name, f"{step + 1}/{s['steps']}", " ".join(f"{k} {v.item():.4g}" for k, v in found.items()), f"{left:.0f} s left", flush=True)
            if (step + 1) % s["checkpointEvery"] == 0 or step + 1 == s["steps"]:
                state = {key: learner.state() for key, learner in stage.learners.items()} | {"step": step + 1}
                torch.save(state, checkpoint + ".part")
                os.replace(checkpoint + ".part", checkpoint)

    def run(self):
        student = self.network("student")
        if self.c.get("slider"):
            student = self.file("slider.pt")
            if not os.path.exists(student):
                self.distil(student)
        if self.c.get("bend"):
            student = self.bend(student)
        self.package(student)

    def distil(self, target):
        """Stages 0 to 2."""
        fidelity = self.fidelity_teacher()
        teachers = [self.ask(fidelity), self.ask(self.network("realnessTeacher"))]
        judge = load(self.network("discriminator"), self.device, True)
        fused = self.fused_student(fidelity, teachers, judge)
        if os.path.exists(self.file("discriminator.pt")):
            judge = load(self.file("discriminator.pt"), self.device, True)
        self.slider(fused, teachers, judge, target)

    def network(self, name):
        return self.path(self.c["networks"][name])

    def fidelity_teacher(self):
        """Stage 0, if the configuration has one. The teacher's file."""
        start, target = self.network("fidelityTeacher"), self.file("fidelity-teacher.pt")
        if not self.c.get("fidelityTeacher"):
            return start
        if not os.path.exists(target):
            stage = Fidelity(self.c["fidelityTeacher"], load(start, self.device, True), self.forward)
            self.train("fidelity-teacher", stage, [])
            stage.main.write(target)
        return target

    def fused_student(self, fidelity, teachers, judge):
        """Stage 1, if the configuration has one. The student's file."""
        start, target = self.network("student"), self.file("fused.pt")
        if not self.c.get("fuse"):
            return start
        if not os.path.exists(target):
            student = load(start, self.device, True)
            warm_start(load(fidelity, self.device, False), student)
            stage = Fuse(self.c["fuse"], student, judge, self.features, self.forward)
            self.train("fuse", stage, teachers)
            write(judge, self.file("discriminator.pt"), "float32")
            stage.main.write(target)
        return target

    def slider(self, fused, teachers, judge, target):
        """Stage 2."""
        middle = self.ask(fused, lambda b: losses.at(*b.split(3, 1), MIDDLE))
        stage = Slider(self.c["slider"], load(fused, self.device, True), judge, self.features, self.forward)
        self.train("slider", stage, teachers + [middle])
        write(judge, self.file("discriminator.pt"), "float32")
        stage.main.write(target)

    def bend(self, start):
        """Stage 3. The student's file."""
        target = self.file("student.pt")
        if not os.path.exists(target):
            stage = Bend(self.c["bend"], load(start, self.device, True), self.features, self.forward)
            self.train("bend", stage, [])
            stage.thaw()
            stage.main.write(target)
        return target

    def package(self, student):
        m = copy.copy(self.c["model"])
        target = os.path.join(self.folder, m["name"])
        os.makedirs(target, exist_ok=True)
        network = os.path.join(target, "network.pt")
        storage.rewrite(student, network, "float16")
        shutil.copyfile(self.path(m["licenseFile"]), os.path.join(target, "LICENSE.txt"))
        manifest = {
            "format": 1, "name": m["name"], "title": m["title"], "version": m["version"], "task": "super-resolution",
            "role": "student", "scale": SCALE, "halo": m["halo"], "minimumSize": m["minimumSize"], "range": [0.0, 1.0],
            "colorEncoding": "sRGB", "defaultRealness": m["defaultRealness"],
            "parameters": sum(v.numel() for v in load(student, "cpu", False).parameters()),
            **({"workingMemory": m["workingMemory"]} if m.get("workingMemory") else {}),
            "networks": [{"role": "student", "file": "network.pt", "architecture": m["architecture"], "outputChannels": 9,
                          "precision": "float16", "bytes": os.path.getsize(network), "sha256": sha256(network)}],
            "license": {"spdx": m["license"], "file": "LICENSE.txt"},
            "provenance": f"Distilled from a fidelity and a realness teacher, on {self.c['data']['patches']} patches of photographs.",
            "trainedBy": "models/recipes/train.py",
        }
        with open(os.path.join(target, "model.json"), "w", encoding="utf-8") as out:
            json.dump(manifest, out, indent=2)
        print("made", target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config")
    parser.add_argument("--run", required=True, help="folder of the run")
    parser.add_argument("--bfloat16", action="store_true", help="half precision, also where there is no CUDA")
    args = parser.parse_args()
    with open(args.config, encoding="utf-8") as file:
        config = yaml.load(file, Loader)
    torch.set_num_threads(config["threads"])
    run = Run(config, os.path.dirname(os.path.abspath(args.config)), args.run, args.bfloat16)
    # Fusing anew for each stage takes minutes for the large body in half precision, and gains nothing on convolutions.
    # On CUDA autocast casts the convolutions of a traced file; on the CPU it passes over them, and the optimiser casts them.
    cast = args.bfloat16 and config["device"] == "cpu"
    if cast:
        torch.jit.set_fusion_strategy([])
    with torch.jit.optimized_execution(cast):
        run.run()


if __name__ == "__main__":
    main()
