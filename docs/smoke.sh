#!/usr/bin/env bash
# Runs the examples of the README against a service: uploads looks, follows the encoding, fetches the looks, trains a small
# network, makes it the active model and switches back. The looks and that network stay in the service.
#
#   docs/smoke.sh http://localhost:8080 "$LUTRA_API_KEY" my-looks.zip
set -euo pipefail
[[ $# == 3 ]] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
base=${1%/} key=$2 zip=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
get() { curl -sS --fail-with-body "$@" || fail "curl $*"; }
write() { get -H "Authorization: Bearer $key" "$@"; }
# The first value of a field: a string, a number, true or false; nothing for null.
field() { grep -oE "\"$1\" ?: ?(\"[^\"]*\"|[0-9.eE+-]+|true|false)" | head -n 1 | sed -E 's/^"[^"]*" ?: ?//; s/"//g' || true; }

# Waits until a field at a path has a value on every node: each sees the changes of another node within seconds, and a
# proxy sends the next request to any of them.
await() {
    local seen=0
    for _ in {1..40}; do
        curl -sS "$base$1" > "$work/answer"
        if [[ $(field "$2" < "$work/answer") == "$3" ]]; then
            (( ++seen < 5 )) || return 0
        else
            seen=0
        fi
        sleep 0.5
    done
    fail "$1 has no $2 '$3': $(cat "$work/answer")"
}

# Follows the events of a job until it ends, and writes its last state to $work/job.
watch() {
    get -N -m 600 "$base/training-jobs/$1/events" > "$work/events"
    grep '^data:' "$work/events" | tail -n 1 > "$work/job"
    local state events
    state=$(field state < "$work/job")
    events=$(grep -c '^data:' "$work/events")
    [[ $state == SUCCEEDED ]] || fail "job $1 ended as '$state': $(cat "$work/job")"
    say "job $1 succeeded on $(field worker < "$work/job"), $events events"
}

for _ in {1..60}; do
    curl -fs -o /dev/null "$base/readyz" && break
    sleep 1
done
model=$(get "$base/readyz" | field active)
before=$(get "$base/luts?size=1" | field total)
say "ready: $before LUTs, active model '$model'"

code=$(curl -s -o /dev/null -w '%{http_code}' -F "file=@$zip" "$base/luts")
[[ $code == 401 ]] || fail "an upload without a key got $code, not 401"

write -F "file=@$zip" -F tags=smoke "$base/luts" > "$work/upload"
grep -q '"rejected":\[\]' "$work/upload" || fail "files were rejected: $(cat "$work/upload")"
mapfile -t luts < <(grep -oE '"self":"/luts/[^"?]*' "$work/upload" | sed 's|.*/||' | sort -u || true)
(( ${#luts[@]} > 0 )) || fail "nothing was uploaded: $(cat "$work/upload")"
say "uploaded ${#luts[@]} LUTs, ${luts[0]} first; $(get "$base/luts?size=1" | field total) in all"
job=$(grep -oE '"job":"/training-jobs/[^"]*' "$work/upload" | sed 's|.*/||' | tail -n 1 || true)
if [[ -n $job ]]; then
    watch "$job"
else
    say "all of them were already uploaded and encoded"
fi

lut=${luts[0]}
await "/luts/$lut" model "$model"
mv "$work/answer" "$work/lut"
etag=$(get -D - -o "$work/lut.cube" "$base/luts/$lut.cube?res=33" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
grep -q '^LUT_3D_SIZE 33' "$work/lut.cube" || fail "$lut.cube is not a LUT"
code=$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $etag" "$base/luts/$lut.cube?res=33")
[[ $code == 304 ]] || fail "the same request with its ETag got $code, not 304"
# The details of a look that no network comes near are the same for all of them.
get -o "$work/network.cube" "$base/luts/$lut.cube?res=33&from=network"
get -o "$work/lut.png" "$base/luts/$lut.png?level=6"
[[ $(head -c 4 "$work/lut.png" | tail -c 3) == PNG ]] || fail "$lut.png is not a PNG"
say "fetched $lut from the network: mean dE76 $(field mean < "$work/lut")"

ids=$(printf ',"%s"' "${luts[@]}")
write -H 'Content-Type: application/json' "$base/training-jobs" > "$work/queued" \
    -d "{\"name\":\"Smoke $(date +%s)\",\"preset\":\"tiny\",\"luts\":[${ids:1}],\"iterations\":300}"
watch "$(field id < "$work/queued")"
trained=$(field model < "$work/job")
[[ -n $trained ]] || fail "the training left no model: $(cat "$work/job")"

get -o "$work/blend" "$base/luts/blend.cube?mix=0:0.5,${luts[0]}:0.5&res=9"
get -o "$work/inverse" "$base/luts/${luts[0]}/inverse.cube?res=9"
say "blended with another look, and inverted by method $(get "$base/luts/${luts[0]}/inverse" | field method)"

activate() { write -o /dev/null -X PUT -H 'Content-Type: application/json' -d "{\"model\":\"$1\"}" "$base/models/active"; }
await "/models/$trained" id "$trained"
activate "$trained"
await "/luts/$lut" model "$trained"
get -o "$work/trained.cube" "$base/luts/$lut.cube?res=33&from=network"
cmp -s "$work/network.cube" "$work/trained.cube" && fail "'$trained' gives the same file as '$model'"
get -o "$work/model" "$base/models/$trained.safetensors"
activate "$model"
await "/luts/$lut" model "$model"
get "$base/luts/$lut.cube?res=33" | cmp -s - "$work/lut.cube" || fail "'$model' gives another file than before"
say "model '$trained' ($(wc -c < "$work/model") bytes) was active, now '$model' is active again"
echo OK
