#!/usr/bin/env bash
# Compares cached answers of Lutra with nginx, which serves the same bytes from files: requests/s of both, side by side.
# Usage: serving.sh LUTRA.jar [SECONDS]     Needs java (25), nginx, wrk and curl. JAVA_OPTS are options of the JVM.
# Each kind of request runs for 20 s first: the JIT compiler needs them.
set -euo pipefail
jar=$1 seconds=${2:-8} warm=20
look='luts/kodak-portra-160.cube?res=33'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
folder=$(mktemp -d)
lutra=$((20000 + RANDOM % 10000)) nginx=$((lutra + 1))
trap 'kill $(jobs -p) 2>/dev/null || true; wait || true; rm -rf "$folder"' EXIT

cat >"$folder/nginx.conf" <<END
daemon off; worker_processes auto; pid $folder/pid; error_log $folder/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; types { text/plain cube; }
  client_body_temp_path $folder; proxy_temp_path $folder; fastcgi_temp_path $folder;
  uwsgi_temp_path $folder; scgi_temp_path $folder;
  server { listen 127.0.0.1:$nginx; root $folder/www; gzip_static on; gzip_vary on; }
}
END
# shellcheck disable=SC2086
LUTRA_DATA=$folder/data "$java" -Xmx512m -XX:+UseG1GC --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  ${JAVA_OPTS:-} -jar "$jar" --server.port=$lutra >"$folder/lutra.log" 2>&1 &
for _ in $(seq 240); do curl -fso /dev/null "http://127.0.0.1:$lutra/readyz" && break; sleep 0.5; done
mkdir -p "$folder/www/luts"
curl -fsS "http://127.0.0.1:$lutra/$look" -o "$folder/www/luts/kodak-portra-160.cube"
curl -fsS -H 'Accept-Encoding: gzip' "http://127.0.0.1:$lutra/$look" -o "$folder/www/luts/kodak-portra-160.cube.gz"
chmod -R a+rX "$folder"
nginx -c "$folder/nginx.conf" -e "$folder/error.log" &
sleep 0.5

etag() { curl -fsSD- -o /dev/null "http://127.0.0.1:$1/$look" | tr -d '\r' | sed -n 's/^etag: //ip'; }
rate() { # PORT SECONDS [HEADER…]
  local port=$1 time=$2 headers=()
  shift 2
  for header in "$@"; do headers+=(-H "$header"); done
  wrk -t2 -c32 -d"$time" "${headers[@]}" "http://127.0.0.1:$port/$look" |
    awk '/Non-2xx/ {fails = $NF} /Socket errors/ {fails = $0} /Requests\/sec/ {print int($2)} END {if (fails) print fails >"/dev/stderr"}'
}
compare() { # NAME, header for Lutra, header for nginx; empty for none
  rate $lutra "$warm" "$2" >/dev/null
  local ours theirs
  ours=$(rate $lutra "$seconds" "$2") theirs=$(rate $nginx "$seconds" "$3")
  awk -v name="$1" -v a="$ours" -v b="$theirs" 'BEGIN {printf "%-10s %8d %8d %6.2f\n", name, a, b, a / b}'
}
stat -c '%n %s' "$folder"/www/luts/* | sed 's/.*\///'
printf '%-10s %8s %8s %6s\n' '' lutra nginx ratio
compare plain 'Accept: */*' 'Accept: */*'
compare gzip 'Accept-Encoding: gzip' 'Accept-Encoding: gzip'
compare 304 "If-None-Match: $(etag $lutra)" "If-None-Match: $(etag $nginx)"
