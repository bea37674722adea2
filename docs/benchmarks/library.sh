#!/usr/bin/env bash
# Measures uploads, encoding and training through a running service, for docs/benchmarks.md.
# Usage: library.sh BASE_URL API_KEY LUTS.zip
set -euo pipefail
base=$1 key=$2 archive=$3
auth="Authorization: Bearer $key"

field() { python3 -c "import json,sys; print(eval('json.load(sys.stdin)' + sys.argv[1]))" "$1"; }

wait_for() {
    while true; do
        job=$(curl -s "$base$1")
        state=$(field "['state']" <<<"$job")
        echo "$SECONDS s: $(field "['progress']" <<<"$job")"
        case $state in QUEUED | RUNNING) sleep "$2" ;; *) break ;; esac
    done
    echo "$state: $(field "['createdAt']" <<<"$job") … $(field "['finishedAt']" <<<"$job"), error $(field "['error']" <<<"$job")"
}

SECONDS=0
report=$(curl -s -H "$auth" -F "file=@$archive" "$base/luts")
echo "uploaded and stored in $SECONDS s: $(field "['accepted'].__len__()" <<<"$report") LUTs"

SECONDS=0
wait_for "$(field "['job']" <<<"$report")" 10

curl -s "$base/luts/0.cube?res=33&strength=0.83" | sed "s/TITLE .*/TITLE \"$RANDOM\"/" >/tmp/alone.cube
start=$(date +%s%N)
id=$(curl -s -H "$auth" -F file=@/tmp/alone.cube "$base/luts" | field "['id']")
until [ "$(curl -s "$base/luts/$id" | field "['model']")" != None ]; do sleep 0.02; done
echo "the network served a single LUT after $((($(date +%s%N) - start) / 1000000)) ms"

SECONDS=0
job=$(curl -s -H "$auth" -H 'Content-Type: application/json' -d '{"name":"Measured"}' "$base/training-jobs" | field "['links']['self']")
wait_for "$job" 10
model=$(curl -s "$base$job" | field "['model']")
curl -s "$base/models/$model" | field "['fidelity']"
echo "model file: $(curl -s "$base/models/$model.safetensors" | wc -c) bytes"
