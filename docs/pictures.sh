#!/bin/sh
# Makes two pictures from a running Lutra. docs/undone.jpg: a photograph, with a look, with the look undone, and the difference
# of the first and the third, 8 times amplified. docs/blended.jpg: two looks and three blends of them.
#   docs/pictures.sh PHOTO [http://localhost:8080] [LOOK] [OTHER LOOK]
# Needs ffmpeg and curl.
set -eu
photo=$1
service=${2:-http://localhost:8080}
look=${3:-kodak-ektachrome-100-vs}
other=${4:-fuji-fp-100c-cool-minus-minus}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

lut() { curl -fsS "$service/luts/$1" -o "$work/$2.cube"; }
apply() { echo "lut3d=$work/$1.cube:interp=tetrahedral"; }

lut "$look.cube?res=33" look
lut "$look/inverse.cube?res=33" inverse
ffmpeg -loglevel error -y -i "$photo" -filter_complex "
    format=gbrp,split=3[photo][graded][compared];
    [graded]$(apply look),split[look][again];
    [again]$(apply inverse),split[undone][measured];
    [compared][measured]blend=all_mode=difference,lutrgb=r=8*val:g=8*val:b=8*val[away];
    [photo][look][undone][away]hstack=inputs=4,scale=1600:-2:flags=lanczos" -q:v 3 -update 1 "$here/undone.jpg"

inputs='' stack='' step=0
for share in 1 0.75 0.5 0.25 0; do
    rest=$(awk "BEGIN { print 1 - $share }")
    lut "blend.cube?mix=$look:$share,$other:$rest&res=33" "step$step"
    inputs="$inputs[p$step]" stack="$stack[p$step]$(apply "step$step")[s$step];"
    step=$((step + 1))
done
ffmpeg -loglevel error -y -i "$photo" -filter_complex "
    format=gbrp,split=5$inputs;$stack[s0][s1][s2][s3][s4]hstack=inputs=5,scale=1600:-2:flags=lanczos" -q:v 3 -update 1 "$here/blended.jpg"
