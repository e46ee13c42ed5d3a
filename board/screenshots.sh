#!/usr/bin/env bash
# Takes the pictures of the board in docs/images from a real run of the demo. Needs the packaged jar of Direct, Maven,
# and Debian's chromium and chromium-driver; takes about three minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -q test-compile dependency:build-classpath -pl board -Dmdep.outputFile=target/test.classpath
log=$(mktemp)
java @runners/embedded.options -jar runners/direct/target/happiest-hashtags-direct.jar \
  --job=sliding --source=demo --demoRate=300 --window=30s --every=10s --early=2s --maxOutOfOrder=5s \
  --output=web --webPort=0 2>"$log" &
job=$!
trap 'kill $job; rm "$log"' EXIT
until address=$(grep -o 'http://[0-9.:]*/$' "$log"); do
  kill -0 $job
  sleep 1
done
# Enough windows for a timeline and a history.
until [ "$(curl -s "${address}api/boards/sliding/leaderboards?rows=0&timing=ON_TIME" | grep -o ON_TIME | wc -l)" -ge 12 ]; do
  kill -0 $job
  sleep 2
done
java -cp "board/target/test-classes:board/target/classes:$(cat board/target/test.classpath)" \
  io.github.happiesthashtags.board.Screenshots "$address" docs/images
