#!/bin/sh
# Makes the three pictures of the page, src/main/resources/static/pictures: two renderings and a chart, all our own work.
#   docs/pictures/render.sh [SAMPLES]
# Needs Blender 3.4 or later, ffmpeg, and Python with numpy and Pillow. Minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pictures=$here/../../src/main/resources/static/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$pictures"

python3 "$here/chart.py" "$work/chart.png"
for scene in still-life landscape; do
    nice -n 19 blender -b -P "$here/$scene.py" -- "$work/$scene.png" "${1:-64}" > /dev/null
done
for picture in still-life landscape chart; do
    python3 "$here/finish.py" "$work/$picture.png" "$pictures/$picture.jpg"
done
