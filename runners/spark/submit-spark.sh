#!/usr/bin/env bash
# Submits a job to a Spark cluster. See --help.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
# shellcheck source=runners/submit-checks.sh
. "$ROOT/runners/submit-checks.sh"

usage() {
  cat <<EOF
Usage: submit-spark.sh [--master URL] [--deploy-mode client|cluster] [--conf KEY=VALUE]... [--tail] [--jar PATH] JOB [--OPTION=VALUE...]

JOB is one of: $(job_names | paste -sd' ')
Options of the job, of Beam and of its Spark runner follow the job's name. A stream on a cluster
needs --checkpointDir=DIR, a directory that all machines of the cluster see; a restarted job resumes
from it. The cluster's processes write the job's files, so --outputDir=DIR must be such a directory
too. Relative paths are resolved against the current folder; --deploy-mode cluster refuses them.

  --master URL         spark://HOST:PORT, yarn, k8s://... or local[N] (default spark://localhost:7077)
  --deploy-mode MODE   where the driver runs: client for this machine (default), or cluster. With
                       cluster, the exit code says nothing about the job; see the driver's state
                       and, for the reason of a failure, its standard error on its Worker's page
  --conf KEY=VALUE     a Spark setting; may be repeated
  --tail               draw the leaderboards that the job stores in --outputDir or --jdbcUrl on this terminal
  --jar PATH           the packaged job (default: the one that mvn package makes)

Driver and executors log Spark's warnings, and follow the job's --logLevel and --logFormat. Prometheus can
scrape the job's metrics from the driver's page at port 4040, /metrics/prometheus/.

The spark-submit command comes from SPARK_HOME or the PATH.
EOF
}

# Spark's own scripts pass these flags, except to a driver on a standalone Worker.
mapfile -t java_flags < <(grep '^--' "$ROOT/runners/spark/embedded.options")
[ "${#java_flags[@]}" -gt 0 ] || fail "$ROOT/runners/spark/embedded.options has no flags"

master=spark://localhost:7077
mode=client
jar="$ROOT/runners/spark/target/happiest-hashtags-spark.jar"
conf=()
tail=
waits=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --help) usage; exit 0 ;;
    --tail) tail=yes; shift ;;
    --master | --deploy-mode | --conf | --jar)
      [ $# -gt 1 ] || fail "$1: the value is missing; see --help"
      case "$1" in
        --master) master="$2" ;;
        --deploy-mode) mode="$2" ;;
        --conf) conf+=(--conf "$2") ;;
        --jar) jar="$2" ;;
      esac
      shift 2
      ;;
    --*) fail "$1: unknown option before the job's name; see --help" ;;
    *) break ;;
  esac
done

case "$mode" in
  client | cluster) ;;
  *) fail "--deploy-mode=$mode: it takes client or cluster" ;;
esac
case "$master" in
  spark://* | yarn | k8s://* | local | local\[*) ;;
  *) fail "--master=$master: it takes spark://HOST:PORT, yarn, k8s://... or local[N]" ;;
esac
name="${1:-}"
check_job "$name"
check_jar "$jar"
check_java
submit="$(find_command spark-submit SPARK_HOME)"
case "$master" in
  # There may be standby masters, separated by commas; the first master must answer.
  spark://*) first="${master#spark://}" && check_reachable "${first%%,*}" ;;
esac
shift
if [ "$mode" = cluster ]; then
  driver_elsewhere=yes
  # A standalone cluster is the only one on which spark-submit does not wait for the driver unless it is told to.
  case "$master" in spark://*) waits=no ;; esac
  own=spark.driver.extraJavaOptions
  for setting in "${conf[@]}"; do
    case "$setting" in
      "$own="*) java_flags+=("${setting#*=}") ;;
      spark.*.waitAppCompletion=true) waits=yes ;;
      spark.*.waitAppCompletion=false) waits=no ;;
    esac
  done
  # If a setting is repeated, the last one counts.
  conf+=(--conf "$own=${java_flags[*]}")
fi
case "$master" in
  local*) resolved=("$@") ;;
  *) resolve_paths "$@" ;;
esac
command=("$submit" --master "$master" --deploy-mode "$mode" --name "happiest-hashtags-$name" "${conf[@]}"
  --class io.github.happiesthashtags.runners.spark.SparkJob "$jar" --job="$name" "${resolved[@]}")
if [ -n "$tail" ]; then
  find_following "$name" "${resolved[@]}"
  submit_and_tail spark "$waits" "${command[@]}"
fi
exec "${command[@]}"
