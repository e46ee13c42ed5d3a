# shellcheck shell=bash
# What the scripts of runners check before they start anything. Sourced by them.

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# The names of the jobs: the folders of templates/.
jobs() {
  local folder
  for folder in "$ROOT"/templates/*/metadata.json; do
    basename "$(dirname "$folder")"
  done
}

check_job() { # NAME
  [ -n "$1" ] || fail "the job is missing: it takes one of $(jobs | paste -sd' ')"
  [ -f "$ROOT/templates/$1/metadata.json" ] ||
    fail "$1 is no job: it takes one of $(jobs | paste -sd' ')"
}

check_jar() { # PATH
  [ -f "$1" ] || fail "there is no jar $1: run mvn package -DskipTests first, or give another with --jar"
}

check_java() {
  local java="${JAVA_HOME:+$JAVA_HOME/bin/}java" version
  version="$("$java" -version 2>&1)" || fail "$java does not run: point JAVA_HOME at a JDK 17"
  version="$(sed -n 's/.* version "\([0-9]*\).*/\1/p' <<<"$version" | head -1)"
  [ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-unknown}: point JAVA_HOME at a JDK 17"
}

# Finds an engine's own command in its home or on the PATH.
find_command() { # NAME HOME_VARIABLE
  local home="${!2:-}"
  if [ -n "$home" ]; then
    [ -x "$home/bin/$1" ] || fail "$2=$home has no bin/$1: point it at the unpacked distribution"
    printf '%s\n' "$home/bin/$1"
  else
    command -v "$1" || fail "there is no $1: set $2 to where the engine was unpacked, or put its bin on the PATH"
  fi
}

check_reachable() { # HOST:PORT
  local host="${1%:*}" port="${1##*:}"
  [[ "$port" =~ ^[0-9]+$ && "$host" != "$1" ]] || fail "--master=$1: it takes HOST:PORT"
  # shellcheck disable=SC2016 # The inner shell expands them.
  timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port" 2>/dev/null ||
    fail "--master=$1: nothing answers there; is the cluster up?"
}
