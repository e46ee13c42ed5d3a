#!/usr/bin/env bash
# Submits a job to a Flink cluster. See --help.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
# shellcheck source=runners/submit-checks.sh
. "$ROOT/runners/submit-checks.sh"

usage() {
  cat <<EOF
Usage: submit-flink.sh [--master HOST:PORT] [--parallelism N] [--restore PATH] [--detached] [--tail] [--jar PATH] JOB [--OPTION=VALUE...]
       submit-flink.sh [--master HOST:PORT] --savepoint DIR JOB_ID

JOB is one of: $(job_names | paste -sd' ')
Options of the job, of Beam and of its Flink runner follow the job's name. Relative paths are resolved
against the current folder. The cluster's processes write the job's files, so --outputDir=DIR must be a
directory that all machines of the cluster see.

  --master HOST:PORT   the JobManager's REST address (default localhost:8081)
  --parallelism N      the number of parallel tasks of each step (default: the cluster's)
  --restore PATH       resume from this savepoint or retained checkpoint
  --savepoint DIR      stop the job JOB_ID with a savepoint below DIR
  --detached           do not wait for the job's end
  --tail               draw the leaderboards that the job stores in --outputDir or --jdbcUrl on this terminal
  --jar PATH           the packaged job (default: the one that mvn package makes)

Ctrl-C ends only this command: the job keeps running in the cluster, and the command prints how to stop it.

The flink command comes from FLINK_HOME or the PATH.
EOF
}

master=localhost:8081
jar="$ROOT/runners/flink/target/happiest-hashtags-flink.jar"
run=()
savepoint=
tail=
waits=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --help) usage; exit 0 ;;
    --detached) run+=(-d); waits=no; shift ;;
    --tail) tail=yes; shift ;;
    --master | --parallelism | --restore | --savepoint | --jar)
      [ $# -gt 1 ] || fail "$1: the value is missing; see --help"
      case "$1" in
        --master) master="$2" ;;
        --parallelism) run+=(-p "$2") ;;
        --restore) run+=(-s "$(absolute "$2")") ;;
        --savepoint) savepoint="$(absolute "$2")" ;;
        --jar) jar="$2" ;;
      esac
      shift 2
      ;;
    --*) fail "$1: unknown option before the job's name; see --help" ;;
    *) break ;;
  esac
done

name="${1:-}"
if [ -z "$savepoint" ]; then
  check_job "$name"
  check_jar "$jar"
else
  [ -n "$name" ] || fail "--savepoint: the id of the job is missing; flink list shows it"
fi
check_java
flink="$(find_command flink FLINK_HOME)"
check_reachable "$master"

if [ -n "$savepoint" ]; then
  exec "$flink" stop -m "$master" --savepointPath "$savepoint" "$name"
fi
shift
resolve_paths "$@"
submit=("$flink" run -m "$master" "${run[@]}" "$jar" --job="$name" "${resolved[@]}")
if [ -n "$tail" ]; then
  find_following "$name" "${resolved[@]}"
  submit_and_tail flink "$waits" "${submit[@]}"
fi
exec "${submit[@]}"
