#!/usr/bin/env python3
"""Makes the tables of the paper again: python3 paper.py LUTRA LUTS PHOTOGRAPHS FOLDER [ITERATIONS] [PART…]

LUTRA is the command line of Lutra ("java --add-modules jdk.incubator.vector -jar target/lutra.jar"), LUTS an archive of 512
LUTs, PHOTOGRAPHS a folder of photographs: every second one gives the natural colours of a training, the others measure. FOLDER
receives the models and the results. PART is one of `sizes` (table 1), `colors` (table 2), `counts` (figure 3); all by default.
Results that FOLDER holds already are not made again. Errors are means over every fourth look of a training.
"""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import zipfile

lutra, luts, photographs, folder = shlex.split(sys.argv[1]), *map(pathlib.Path, sys.argv[2:5])
iterations = sys.argv[5] if len(sys.argv) > 5 else "1000"
parts = sys.argv[6:] or ["sizes", "colors", "counts"]
folder.mkdir(parents=True, exist_ok=True)


def photographs_for(name, chosen):
    place = folder / name
    place.mkdir(exist_ok=True)
    for photograph in chosen:
        shutil.copy(photograph, place)
    return place


images = sorted(photographs.glob("*.png"))
learned, measured = photographs_for("learned", images[::2]), photographs_for("measured", images[1::2])
names = sorted(pathlib.Path(name).stem for name in zipfile.ZipFile(luts).namelist() if name.endswith(".cube"))
source_bytes = luts.stat().st_size


def run(*arguments):
    return subprocess.run([*lutra, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def means(text):
    """The errors of the rows of means: over the gamut, then over the colours of photographs."""
    rows = [[float(v) for v in re.findall(r"\d+\.\d+", line)] for line in text.splitlines() if line.startswith("mean of")]
    return [{"mean": row[0], "p90": row[1], "deltaE2000": row[4], "psnr": row[-1]} for row in rows]


def result(preset, colors="uniform", loss="delta-e", count=512):
    """Trains on the first LUTs of an even selection, and measures what the model file holds."""
    name = f"{preset}-{colors}-{loss}-{count}"
    record = folder / f"{name}.json"
    if not record.exists():
        model, only, some = folder / f"{name}.safetensors", folder / f"{count}.txt", folder / f"{count}-some.txt"
        chosen = [names[i * len(names) // count] for i in range(count)]
        only.write_text("\n".join(chosen) + "\n")
        some.write_text("\n".join(chosen[::4]) + "\n")
        distribution = learned if colors == "natural" else "uniform"
        log = run("train", "--luts", luts, "--only", only, "--preset", preset, "--iterations", iterations, "--augment", 0,
                  "--distribution", distribution, "--loss", loss, "--accuracy", "none", "--out", model)
        gamut, natural = means(run("evaluate", "--model", model, "--luts", luts, "--only", some, "--images", measured,
                                   "--summary"))
        record.write_text(json.dumps({"bytes": model.stat().st_size, "gamut": gamut, "natural": natural}))
        print(name, record.read_text(), file=sys.stderr, flush=True)
    return json.loads(record.read_text())


def row(title, found, count=512):
    source = source_bytes * count / len(names)
    cells = [title, f"{found['bytes'] / 1000:,.0f} KB", f"{source / found['bytes']:,.0f}"]
    for errors in (found["gamut"], found["natural"]):
        cells += [f"{errors['mean']:.2f}", f"{errors['p90']:.2f}", f"{errors['psnr']:.1f}"]
    print("| " + " | ".join(cells) + " |")


HEAD = "| {} | file | compression | gamut: ΔE76 | p90 | PSNR dB | photographs: ΔE76 | p90 | PSNR dB |\n" + "| --- " * 9 + "|"
if "sizes" in parts:
    print(HEAD.format("512 looks, uniform colours"))
    for preset in ("tiny", "small", "medium", "large", "default"):
        row(preset, result(preset))
if "colors" in parts:
    print(HEAD.format("colours and loss, medium"))
    for colors in ("uniform", "natural"):
        for loss in ("color", "delta-e"):
            row(f"{colors}, {loss}", result("medium", colors, loss))
if "counts" in parts:
    print(HEAD.format("number of looks"))
    for count in (32, 64, 128, 256, 512):
        for preset in ("tiny", "medium", "default"):
            row(f"{count}, {preset}", result(preset, count=count), count)
