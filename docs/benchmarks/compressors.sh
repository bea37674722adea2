#!/usr/bin/env bash
# Compares compressors for sources. Needs a compiled checkout.
# Usage: compressors.sh FOLDER, which has gmic-512.zip, rawtherapee-film-simulation.zip and hald/*.png
set -euo pipefail
data=$(realpath "$1")
cd "$(dirname "$0")/../.."
jars=$(mktemp -d)
trap 'rm -r "$jars"' EXIT
for artifact in com.github.luben:zstd-jni:1.5.7-28 io.airlift:aircompressor-v3:3.14 org.tukaani:xz:1.12 org.jspecify:jspecify:1.0.0; do
    ./mvnw -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$jars"
done
ls -l "$jars" | awk 'NR > 1 {print $5, $9}'
java -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "target/classes:$jars/*" \
    docs/benchmarks/Compressors.java "$data"
