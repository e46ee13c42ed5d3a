#!/usr/bin/env bash
# Runs a job in one process from the packaged jars. See --help.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=runners/submit-checks.sh
. "$ROOT/runners/submit-checks.sh"

usage() {
  cat <<EOF
Usage: run-embedded.sh direct|flink|spark [--OPTION=VALUE...]

Runs a job in one process, its engine included. Options are the job's, Beam's and its runner's.

When it runs a runner for the first time, it writes an archive of the classes that a start loads
beside the jar, one for recordings and one for streams; later starts read that.

The environment variable JAVA_OPTS may hold more flags for the JVM, such as -Xmx1g.
EOF
}

runner="${1:-}"
case "$runner" in
  --help) usage; exit 0 ;;
  direct) main=io.github.happiesthashtags.HappiestHashtagsJob ;;
  flink) main=io.github.happiesthashtags.runners.flink.FlinkJob ;;
  spark) main=io.github.happiesthashtags.runners.spark.SparkJob ;;
  *) fail "${runner:-the runner is missing}: it takes one of direct flink spark; see --help" ;;
esac
shift
check_java

folder="$ROOT/runners/$runner"
jar="$folder/target/happiest-hashtags-$runner.jar"
check_jar "$jar"
classpath="$jar"
[ "$runner" = direct ] || classpath="$jar:$(<"$folder/target/engine.classpath")"

read -ra more <<<"${JAVA_OPTS:-}"
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$ROOT/runners/embedded.options")
[ ! -f "$folder/embedded.options" ] || java+=("@$folder/embedded.options")
java+=("${more[@]}")

kind=streams
for option in "$@"; do
  case "$option" in
    --source=file) kind=recordings ;;
    --replaySpeed=*) kind=streams; break ;;
  esac
done
archive="$folder/target/$kind.jsa"

# A job without output of its own, whose classes are noted when it ends.
make_archive() {
  local scratch input
  scratch="$(mktemp -d)"
  if [ "$kind" = streams ]; then
    input=(--source=demo --demoTweets=500 --demoRate=1000)
  else
    input=(--source=file "--input=$scratch/tweets.jsonl")
    printf '%s\n' '{"data":{"id":"1212161512043446272","text":"good morning :) #teatime"}}' >"$scratch/tweets.jsonl"
  fi
  echo "run-embedded.sh: writing $archive, once" >&2
  if "${java[@]}" "-XX:ArchiveClassesAtExit=$scratch/classes.jsa" -cp "$classpath" "$main" \
    --job=event-time "${input[@]}" --output=csv "--outputDir=$scratch" >"$scratch/log" 2>&1; then
    mv -f "$scratch/classes.jsa" "$archive"
  fi
  rm -rf "$scratch"
}

if [ -w "$folder/target" ] && { [ ! -f "$archive" ] || [ "$archive" -ot "$jar" ]; }; then
  make_archive
fi
# An archive that another JVM wrote is not used, and that is not worth a word.
exec "${java[@]}" "-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off \
  -cp "$classpath" "$main" "$@"
