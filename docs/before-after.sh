#!/bin/sh
# Makes docs/before-after.jpg: a photograph, with a look from its source file, and with the same look as Lutra delivers it.
#   docs/before-after.sh PHOTO SOURCE.cube [http://localhost:8080/luts/ID.cube?res=33]
# Needs ffmpeg, ImageMagick and a running Lutra. Prints the PSNR of the two pictures with the look.
set -eu
photo=$1
source=$2
address=${3:-http://localhost:8080/luts/kodak-portra-160-vc-plus-plus.cube?res=33}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source" "$work/source.cube"
curl -fsS "$address" -o "$work/served.cube"
for look in source served; do
    ffmpeg -loglevel error -y -i "$photo" -vf "lut3d=$work/$look.cube:interp=tetrahedral" -update 1 "$work/$look.png"
done
convert "$photo" "$work/source.png" "$work/served.png" -resize 420x +append -quality 88 "$here/before-after.jpg"
echo "PSNR source : served (dB):"
compare -metric PSNR "$work/source.png" "$work/served.png" null: 2>&1 || true
echo
