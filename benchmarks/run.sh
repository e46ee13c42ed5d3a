#!/usr/bin/env bash
# Measures the project's jobs and their peers: packages what is needed and runs the harness.
# --help tells the options; --noBuild as the first argument takes what is packaged already.
set -euo pipefail
cd "$(dirname "$0")/.."

harness=benchmarks/harness/target
if [ "${1:-}" = --noBuild ]; then
  shift
elif [ "${1:-}" != --help ] || [ ! -f "$harness/program.classpath" ]; then
  echo "benchmarks/run.sh: packaging first, which may take minutes; --noBuild as the first argument leaves it out" >&2
  # Standard output is for the tables.
  mvn -q -B -Pbenchmarks package -DskipTests >&2 \
    -pl runners/direct,runners/flink,runners/spark,benchmarks/direct,benchmarks/duckdb,benchmarks/flink,benchmarks/spark,benchmarks/harness -am
fi

if [ ! -f "$harness/program.classpath" ]; then
  echo "benchmarks/run.sh: there is no $harness/program.classpath: run mvn -Pbenchmarks package, or leave --noBuild out" >&2
  exit 2
fi
if [ "${1:-}" = --help ]; then
  echo "benchmarks/run.sh [--noBuild] [--name=value...]; --noBuild takes what is packaged already."
fi
exec java -cp "$harness/classes:$(cat "$harness/program.classpath")" \
  io.github.happiesthashtags.benchmarks.harness.BenchmarkMain "$@"
