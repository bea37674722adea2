#!/bin/sh
# Takes the pictures of the gallery: docs/gallery.jpg, docs/look.jpg and docs/phone.jpg. Needs Chromium.
#   docs/screenshots.sh
cd "$(dirname "$0")/.." || exit
exec ./mvnw -q -B -ntp -Pbench process-test-classes exec:exec \
    -Dbench.main=dev.lutra.page.Screenshots -Djmh.arguments=docs
