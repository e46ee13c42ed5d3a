#!/usr/bin/env bash
# Runs a job in one process from the packaged jars: run-embedded.sh direct|flink|spark [--OPTION=VALUE...]
# The environment variable JAVA_OPTS adds JVM flags, such as -Xmx1g.
set -euf -o pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=runners/submit-checks.sh
. "$ROOT/runners/submit-checks.sh"

case "${1:-}" in
  direct) main=HappiestHashtagsJob ;;
  flink) main=runners.flink.FlinkJob ;;
  spark) main=runners.spark.SparkJob ;;
  *) fail "${1:+unknown }runner ${1:-is missing}: give one of direct flink spark, then the job's options or --help" ;;
esac
folder="$ROOT/runners/$1"
jar="$folder/target/happiest-hashtags-$1.jar"
archive="${jar%.jar}.jsa"
check_java
[ -f "$jar" ] || fail "there is no jar $jar: run mvn package -DskipTests first"

java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$ROOT/runners/embedded.options")
[ ! -f "$folder/embedded.options" ] || java+=("@$folder/embedded.options")
# The JVM ignores an archive of another JVM or class path.
[ ! "$archive" -nt "$jar" ] || java+=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
[ ! -f "$folder/target/engine.classpath" ] || jar+=":$(<"$folder/target/engine.classpath")"
# shellcheck disable=SC2086 # Several flags.
exec "${java[@]}" ${JAVA_OPTS:-} -cp "$jar" "io.github.happiesthashtags.$main" "${@:2}"
