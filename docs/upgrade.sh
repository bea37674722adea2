#!/usr/bin/env bash
# Upgrades a database from one version of Lutra to the next as a rolling upgrade does, and runs docs/smoke.sh against
# both versions on the new schema. Each version reads what the other wrote. On PostgreSQL both serve at the same time.
#
#   docs/upgrade.sh old.jar new.jar my-looks.zip [jdbc:postgresql://localhost/empty-database user password]
#
# Without a database it uses an embedded one. OLD_REF:docs/smoke.sh is the story that the old version was tested with;
# SMOKE_OLD names that file if it differs. Logs stay in the folder that it prints at its start.
set -euo pipefail
[[ $# == 3 || $# == 6 ]] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
old=$1 new=$2 zip=$3
here=$(dirname "$0")
work=$(mktemp -d)
export LUTRA_API_KEY=the-key-of-this-upgrade LUTRA_DEVICE=cpu LUTRA_DATA=$work/data
if [[ $# == 6 ]]; then
    export SPRING_DATASOURCE_URL=$4 SPRING_DATASOURCE_USERNAME=$5 SPRING_DATASOURCE_PASSWORD=$6
fi
: "${SMOKE_OLD:=$here/smoke.sh}"
running=()
trap '(( ${#running[@]} == 0 )) || kill "${running[@]}" 2>/dev/null || true' EXIT

say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
# No function: in the background that is a shell, which a signal would end instead of Java.
lutra=("${JAVA:-java}" -Xmx600m --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -jar)

# Starts a version and waits until it is ready: start NAME JAR PORT [setting…]
start() {
    local name=$1 jar=$2 port=$3
    shift 3
    "${lutra[@]}" "$jar" --server.port="$port" "$@" > "$work/$name.log" 2>&1 &
    running+=($!)
    for _ in {1..300}; do
        curl -fs -o /dev/null "http://localhost:$port/readyz" && { say "$name is ready"; return; }
        kill -0 $! 2>/dev/null || break
        sleep 1
    done
    tail -n 30 "$work/$name.log" >&2
    echo "FAILED: $name did not start" >&2
    exit 1
}

stop() {
    kill "${running[@]}"
    wait "${running[@]}" || true
    running=()
}

smoke() {
    say "$1: smoke.sh"
    bash "$2" "http://localhost:$3" "$LUTRA_API_KEY" "$zip" | sed 's/^/        /'
}

a=$((20000 + RANDOM % 5000)) b=$((26000 + RANDOM % 5000))
echo "logs: $work"
start old-schema "$old" "$a"
smoke "old version, old schema" "$SMOKE_OLD" "$a"
stop
"${lutra[@]}" "$new" migrate 2>> "$work/migrate.log"
if [[ $# == 6 ]]; then
    start old "$old" "$a"
    start new "$new" "$b" --lutra.roles=api --lutra.database.migrate=false
    smoke "old version, new schema, beside the new version" "$SMOKE_OLD" "$a"
    smoke "new version beside the old one, whose worker runs the jobs" "$here/smoke.sh" "$b"
    stop
else
    start old "$old" "$a"
    smoke "old version, new schema" "$SMOKE_OLD" "$a"
    stop
fi
start new-alone "$new" "$b" --lutra.database.migrate=false
smoke "new version alone" "$here/smoke.sh" "$b"
stop
! grep -H ' ERROR ' "$work"/*.log || { echo "FAILED: errors in the logs" >&2; exit 1; }
echo OK
