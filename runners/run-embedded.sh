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
beside the jar, one for recordings and one for streams, which may take a minute; later starts read
that.

The environment variable JAVA_OPTS may hold more flags for the JVM, such as -Xmx1g, but no other
garbage collector than the one in runners/embedded.options.
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
[ -f "$jar" ] || fail "there is no jar $jar: run mvn package -DskipTests first"
classpath="$jar"
[ "$runner" = direct ] || classpath="$jar:$(<"$folder/target/engine.classpath")"

java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$ROOT/runners/embedded.options")
[ ! -f "$folder/embedded.options" ] || java+=("@$folder/embedded.options")
read -rd '' -a more <<<"${JAVA_OPTS:-}" || true

kind=streams
for option in "$@"; do
  case "$option" in
    --source=file) kind=recordings ;;
    --replaySpeed=*) kind=streams; break ;;
  esac
done
# An archive is of one JVM, and one of another would be worse than none.
archive="$folder/target/$kind-$("${java[0]}" -version 2>&1 | cksum | cut -d' ' -f1).jsa"

scratch=

# A job that has not begun has nothing to let through: it ends as one that a signal ends.
end_writing() {
  trap '' INT TERM
  for job in $(jobs -p); do
    kill -KILL "$job" 2>/dev/null || true
  done
  wait
  [ -z "$scratch" ] || rm -rf "$scratch"
  exit 0
}

# Runs a small job whose classes are noted when it ends; an empty archive says that it did not work.
# Interpreted: a method that waits for the compiler then is never compiled afterwards, before Java 21
# (JDK-8306460), and the job would take many times as long. In the background: bash heeds a signal only
# between commands, and while it waits.
make_archive() {
  scratch="$(mktemp -d "$folder/target/archive.XXXXXX")" || return
  if [ "$kind" = streams ]; then
    input=(--source=demo --demoTweets=500 --demoRate=1000)
  else
    input=(--source=file "--input=$scratch/tweets.jsonl")
    printf '%s\n' '{"data":{"id":"1212161512043446272","text":"good morning :) #teatime"}}' >"$scratch/tweets.jsonl"
  fi
  echo "run-embedded.sh: writing $archive, once" >&2
  "${java[@]}" -Xint "-XX:ArchiveClassesAtExit=$scratch/classes.jsa" "-Djava.io.tmpdir=$scratch" \
    -cp "$classpath" "$main" \
    --job=event-time "${input[@]}" --output=csv "--outputDir=$scratch" >"$scratch/log" 2>&1 &
  wait
  [ -f "$scratch/classes.jsa" ] || : >"$scratch/classes.jsa"
  # A JVM dies of an archive that is cut short.
  sync "$scratch/classes.jsa"
  mv -f "$scratch/classes.jsa" "$archive"
  rm -rf "$scratch"
}

help=
for option in "$@"; do
  case "$option" in
    --help | --help=* | --version | simulator) help=yes ;;
  esac
done
if [ -z "$help" ] && [ -w "$folder/target" ] && { [ ! -f "$archive" ] || [ "$archive" -ot "$jar" ]; }; then
  trap end_writing INT TERM
  make_archive || true
  trap - INT TERM
fi
if [ -s "$archive" ]; then
  java+=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
fi
exec "${java[@]}" ${more[@]+"${more[@]}"} -cp "$classpath" "$main" "$@"
