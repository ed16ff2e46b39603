"""Makes the pictures that the README and the student's card show, with the command line itself.

    python card_pictures.py --photos PHOTOS --ctsr ../../ctsr ../../docs/pictures

`realness.png` is docs/pictures/osprey-small.jpg, `limits.jpg` three places in two photographs of PHOTOS reduced to a quarter.
Needs numpy and Pillow.
"""
import argparse
import os
import subprocess
import tempfile

from PIL import Image, ImageDraw, ImageFont

SCALE, GAP, CAPTION = 4, 8, 30
REALNESS = ("0", "0.5", "1")
OSPREY = (168, 100, 400, 360)
# Photograph, place in it: x, y, width, height.
LIMITS = (
    ("011_budgie_piazza-gae-aulenti.jpg", (560, 760, 300, 240)),
    ("014_budgie_singaporean-cityscape.jpg", (1460, 400, 300, 240)),
    ("014_budgie_singaporean-cityscape.jpg", (1200, 480, 300, 240)),
)


def crop(picture, place):
    x, y, width, height = place
    return picture.crop((x, y, x + width, y + height))


def enlarged(ctsr, photo, folder):
    """[the photo in large pixels, results by realness], all of the result's size."""
    subprocess.run([ctsr, "upscale", photo, "-t", ",".join(REALNESS), "-f", "png", "-o", folder], check=True)
    stem = os.path.splitext(os.path.basename(photo))[0]
    found = sorted((name for name in os.listdir(folder) if name.startswith(stem + "_")), key=realness)
    if len(found) != len(REALNESS):
        raise SystemExit(f"{folder}: {len(REALNESS)} results of {photo} are wanted, there are {found}")
    results = [Image.open(os.path.join(folder, name)).convert("RGB") for name in found]
    with Image.open(photo) as small:
        return [small.convert("RGB").resize(results[0].size, Image.NEAREST), *results]


def realness(name):
    return float(os.path.splitext(name)[0].rsplit("_", 1)[1])


def laid_out(rows, captions):
    width, height = rows[0][0].size
    page = Image.new(
        "RGB", (len(captions) * (width + GAP) - GAP, len(rows) * (height + GAP) - GAP + CAPTION), "white"
    )
    draw, font = ImageDraw.Draw(page), ImageFont.truetype("DejaVuSans.ttf", 16)
    for i, row in enumerate(rows):
        for k, picture in enumerate(row):
            page.paste(picture, (k * (width + GAP), i * (height + GAP)))
    for k, caption in enumerate(captions):
        middle = k * (width + GAP) + width / 2
        draw.text((middle, page.height - CAPTION / 2), caption, fill="black", font=font, anchor="mm")
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", help="folder that holds osprey-small.jpg and receives the others")
    parser.add_argument("--photos", required=True, help="folder of the photographs")
    parser.add_argument("--ctsr", required=True, help="the command line to make them with")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        osprey = enlarged(args.ctsr, os.path.join(args.pictures, "osprey-small.jpg"), folder)
        captions = ["the photo, 240 x 160", "realness 0, faithful", "realness 0.5", "realness 1, realistic"]
        page = laid_out([[crop(picture, OSPREY) for picture in osprey]], captions)
        page.save(os.path.join(args.pictures, "realness.png"), optimize=True)

        made, rows = {}, []
        for name, place in LIMITS:
            truth = Image.open(os.path.join(args.photos, name)).convert("RGB")
            if name not in made:
                small = os.path.join(folder, f"limit{len(made)}.png")
                truth.resize((truth.width // SCALE, truth.height // SCALE), Image.BICUBIC).save(small)
                made[name] = enlarged(args.ctsr, small, folder)
            results = made[name]
            rows.append([crop(picture, place) for picture in (*results, truth)])
        captions = ["the photo", *(f"realness {t}" for t in REALNESS), "the truth"]
        laid_out(rows, captions).save(os.path.join(args.pictures, "limits.jpg"), quality=88)


if __name__ == "__main__":
    main()
