"""The rows of figures that model cards and docs/trade-off.md show, out of what `ctsr evaluate -o` wrote.

    python card_figures.py RealSR=figures/realsr DRealSR=figures/drealsr Set14=figures/set14

Each folder holds the summary.csv of one set, evaluated at t = 0:1:0.1. `--change OLD` prints instead, for each set, what the
student has more than in the folder of the same name under OLD.
"""
import argparse
import csv
import os

STUDENT, FIDELITY, BLEND = "ctsr-compact-x4", "fidelity-teacher-x4", "teacher-blend-x4"
SHOWN = {STUDENT: (0, 0.2, 0.4, 0.5, 0.6, 0.8, 1), BLEND: (0.2, 0.5, 0.8)}
MEASURES = {"psnr_y": 2, "ssim_y": 4, "niqe": 2, "feature_distance_x100": 1}


def rows(folder):
    """{(series, t or None): {measure: value}} of a folder's summary."""
    with open(os.path.join(folder, "summary.csv"), newline="") as file:
        return {
            (row["series"], float(row["realness"]) if row["realness"] else None): {m: float(row[m] or "nan") for m in MEASURES}
            for row in csv.DictReader(file)
        }


def shown(found):
    """What the tables show, in their order: [(label, figures)]."""
    others = [key for key in found if key[0] not in SHOWN and key[0] not in (FIDELITY, "bicubic")]
    keys = [("bicubic", key) for key in found if key[0] == "bicubic"]
    keys += [(f"t = {t:g}", (STUDENT, t)) for t in SHOWN[STUDENT]]
    keys += [("fidelity teacher", key) for key in found if key[0] == FIDELITY]
    keys += [(f"blend of the teachers, {t:g}", (BLEND, t)) for t in SHOWN[BLEND]]
    keys += [("realness teacher", (BLEND, 1))]
    keys += [(f"{key[0]}, its stored results", key) for key in others]
    return [(label, found[key]) for label, key in keys]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--change", metavar="OLD", help="folder of folders of an earlier evaluation")
    args = parser.parse_args()
    for argument in args.sets:
        name, _, folder = argument.partition("=")
        found = rows(folder)
        if args.change:
            before = rows(os.path.join(args.change, os.path.basename(os.path.normpath(folder))))
            for key in (key for key in found if key[0] == STUDENT):
                more = (f"{found[key][m] - before[key][m]:+.{digits}f}" for m, digits in MEASURES.items())
                print(f"| {name} | t = {key[1]:g} | " + " | ".join(more) + " |")
            continue
        for label, figures in shown(found):
            print(f"| {name} | {label} | " + " | ".join(f"{figures[m]:.{digits}f}" for m, digits in MEASURES.items()) + " |")


if __name__ == "__main__":
    main()
