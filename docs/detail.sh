#!/bin/sh
# Makes docs/detail.jpg: a photograph, with a look from its source file, with the answer of the bare network, and with embedding
# and detail.
#   docs/detail.sh PHOTO HALD-OF-THE-SOURCE.png [http://localhost:8080] [LOOK]
# Needs ImageMagick, curl and a running Lutra that has the look. Prints the PSNR of the last two pictures against the source's.
set -eu
photo=$1
source=$2
service=${3:-http://localhost:8080}
look=${4:-colornegative}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl -fsS "$service/luts/$look.png?level=8&from=network" -o "$work/network.png"
curl -fsS "$service/luts/$look.png?level=8" -o "$work/detail.png"
cp "$source" "$work/source.png"
for kind in source network detail; do
    convert "$photo" "$work/$kind.png" -hald-clut "$work/with-$kind.png"
done
convert "$photo" "$work/with-source.png" "$work/with-network.png" "$work/with-detail.png" -resize 400x +append -quality 88 "$here/detail.jpg"
for kind in network detail; do
    printf 'PSNR of %s (dB): ' "$kind"
    compare -metric PSNR "$work/with-source.png" "$work/with-$kind.png" null: 2>&1 || true
    echo
done
