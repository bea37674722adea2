#!/usr/bin/env bash
# Counts what docs/architecture.md says about the structure of the code: files, lines, arrows between packages, duplicates.
# Run it in a compiled tree: ./mvnw test-compile && docs/benchmarks/structure.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
sources=src/main/java
files() { find "$sources" -name '*.java' ! -name package-info.java; }
lines() { files | xargs wc -l | awk '$2 != "total" { print $1, $2 }'; }

echo "files:                      $(files | wc -l)"
echo "packages:                   $(files | xargs -n 1 dirname | sort -u | wc -l)"
echo "lines:                      $(lines | awk '{ sum += $1 } END { print sum }')"
echo "largest file:               $(lines | sort -rn | head -1 | sed 's# .*/# #')"
echo "files of over 200 lines:    $(lines | awk '$1 > 200' | wc -l)"
echo "most files in a package:    $(files | xargs -n 1 dirname | sort | uniq -c | sort -rn | head -1 | sed 's#src/main/java/##')"

# A class uses another: nested classes count as the class around them.
jdeps --multi-release base -verbose:class -filter:none target/classes 2>/dev/null |
    awk '$2 == "->" && $1 ~ /^dev\.lutra\./ && $3 ~ /^dev\.lutra\./ {
            sub(/\$.*/, "", $1); sub(/\$.*/, "", $3); if ($1 != $3) print $1, $3 }' |
    sort -u |
    awk '{
            from = $1; sub(/\.[^.]*$/, "", from); to = $2; sub(/\.[^.]*$/, "", to)
            if (from == to) inside[from]++; else { between++; pairs[from " " to] = 1 }
        }
        END {
            for (pair in pairs) { count++; split(pair, p, " "); if ((p[2] " " p[1]) in pairs) mutual++ }
            for (package in inside) if (inside[package] > most) { most = inside[package]; where = package }
            print "arrows between packages:    " count ", " mutual / 2 " pairs of them in both directions"
            print "arrows between classes of different packages: " between
            print "most arrows inside a package: " most " (" where ")"
        }'

# PMD's copy-and-paste detector; it downloads its plugin once.
./mvnw -q org.apache.maven.plugins:maven-pmd-plugin:3.28.0:cpd -DminimumTokens=50 >/dev/null 2>&1
echo "runs of 50 tokens or more that occur twice: $(grep -c '<duplication' target/cpd.xml)"
