#!/usr/bin/env bash
# Runs the conformance suite on every runner, embedded and on real clusters, and prints a table of what
# was equal to the golden bytes. Arguments go to Maven.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
rows=("$ROOT"/runners/{direct,flink,spark}/target/conformance.tsv)

rm -f "${rows[@]}"
ended=0
mvn -B -q -T1 -f "$ROOT/pom.xml" -Pclusters verify -fae \
  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  '-Dit.test=*ConformanceIT,*ClusterIT' -Dfailsafe.failIfNoSpecifiedTests=false "$@" >&2 || ended=$?

touch "${rows[@]}"
# A cell stays empty if nothing was found equal.
awk -F '\t' '
  { column = $2 ", " $3 ", " $4
    if (!($1 in seen)) { seen[$1] = 1; runners[++r] = $1 }
    if (!(column in known)) { known[column] = 1; columns[++c] = column }
    equal[$1, column] = 1 }
  END {
    printf "| |"; for (i = 1; i <= c; i++) printf " %s |", columns[i]
    printf "\n|---|"; for (i = 1; i <= c; i++) printf "---|"
    print ""
    for (j = 1; j <= r; j++) {
      printf "| %s |", runners[j]
      for (i = 1; i <= c; i++) printf " %s |", ((runners[j], columns[i]) in equal) ? "equal" : ""
      print ""
    }
  }' <(cat "${rows[@]}" | sort -s -t "$(printf '\t')" -k2,4)
exit "$ended"
