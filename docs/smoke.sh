#!/usr/bin/env bash
# The story of the README against a running service: uploads looks, watches them being encoded, fetches them, trains a
# small network, makes it the active one and goes back. Leaves the looks and that network behind.
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

# Waits until a path's field is a value: a node sees what another one did within seconds.
await() {
    for _ in {1..20}; do
        curl -sS "$base$1" > "$work/answer"
        [[ $(field "$2" < "$work/answer") == "$3" ]] && return
        sleep 0.5
    done
    fail "$1 has no $2 '$3': $(cat "$work/answer")"
}

# Follows a job by its events until it ends; leaves its last state in $work/job.
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
get -o /dev/null "$base/readyz"
before=$(get "$base/luts?size=1" | field total)
model=$(get "$base/actuator/info" | field model)
say "ready: $before LUTs, active model '$model'"

code=$(curl -s -o /dev/null -w '%{http_code}' -F "file=@$zip" "$base/luts")
[[ $code == 401 ]] || fail "an upload without a key was answered by $code, not 401"

write -F "file=@$zip" -F tags=smoke "$base/luts" > "$work/upload"
grep -q '"rejected":\[\]' "$work/upload" || fail "files were rejected: $(cat "$work/upload")"
mapfile -t luts < <(grep -oE '"self":"/luts/[^"?]*' "$work/upload" | sed 's|.*/||' | sort -u || true)
(( ${#luts[@]} > 0 )) || fail "nothing was uploaded: $(cat "$work/upload")"
say "uploaded ${#luts[@]} LUTs, ${luts[0]} first; $(get "$base/luts?size=1" | field total) in all"
job=$(grep -oE '"job":"/training-jobs/[^"]*' "$work/upload" | sed 's|.*/||' | tail -n 1 || true)
if [[ -n $job ]]; then
    watch "$job"
else
    say "all of them were there and encoded before"
fi

lut=${luts[0]}
await "/luts/$lut" model "$model"
mv "$work/answer" "$work/lut"
etag=$(get -D - -o "$work/lut.cube" "$base/luts/$lut.cube?res=33" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
grep -q '^LUT_3D_SIZE 33' "$work/lut.cube" || fail "$lut.cube is no LUT"
code=$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $etag" "$base/luts/$lut.cube?res=33")
[[ $code == 304 ]] || fail "the same again was answered by $code, not 304"
get -o "$work/lut.png" "$base/luts/$lut.png?level=6"
[[ $(head -c 4 "$work/lut.png" | tail -c 3) == PNG ]] || fail "$lut.png is no PNG"
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
get -o "$work/trained.cube" "$base/luts/$lut.cube?res=33"
cmp -s "$work/lut.cube" "$work/trained.cube" && fail "'$trained' answers as '$model' does"
get -o "$work/model" "$base/models/$trained.safetensors"
activate "$model"
await "/luts/$lut" model "$model"
get "$base/luts/$lut.cube?res=33" | cmp -s - "$work/lut.cube" || fail "'$model' does not answer as it did"
say "model '$trained' ($(wc -c < "$work/model") bytes) was active, '$model' is again"
echo OK
