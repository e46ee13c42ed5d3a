# shellcheck shell=bash
# The checks that the runners' scripts, which source this file, make before they start anything.

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# Prints the names of the jobs: the folders of templates/. Not called jobs, because bash has a command of that name.
job_names() {
  local folder
  for folder in "$ROOT"/templates/*/metadata.json; do
    basename "$(dirname "$folder")"
  done
}

check_job() { # NAME
  [ -n "$1" ] || fail "the job is missing: give one of $(job_names | paste -sd' ')"
  [ -f "$ROOT/templates/$1/metadata.json" ] ||
    fail "unknown job $1: give one of $(job_names | paste -sd' ')"
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

# Prints the path of an engine's own command, from its home or the PATH.
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

# The job's options that take paths. The driver, which usually runs on this machine, reads the first list; the
# cluster's processes read and write the second. A test compares the lists with the job's options.
driver_paths=" lexicon xRules "
cluster_paths=" bearerTokenFile deadLetters input jdbcPasswordFile kafkaConfig oauthFile outputDir proxyCredentialsFile "
# Path options of Beam's runners. Engines resolve a path without a scheme in their own file system.
engine_paths=" checkpointDir savepointPath stateBackendStoragePath "

# Set if the driver runs on a machine of the cluster, which does not have the folders of this machine.
driver_elsewhere=

# Prints the absolute path. "-" stays as it is, because the job refuses it.
absolute() { # PATH
  if [[ -z "$1" || "$1" = - || "$1" = /* || "$1" =~ ^[A-Za-z][-A-Za-z0-9+.]*:/ ]]; then
    printf '%s\n' "$1"
  else
    printf '%s\n' "$PWD/$1"
  fi
}

absolute_list() { # GLOB[,GLOB]
  local rest="$1," part space result=
  while [ -n "$rest" ]; do
    part="${rest%%,*}"
    rest="${rest#*,}"
    space="${part%%[![:space:]]*}"
    result+=",$space$(absolute "${part#"$space"}")"
  done
  printf '%s\n' "${result#,}"
}

# Fills the array resolved with the options, with absolute paths: a cluster's processes run in other folders.
resolve_paths() { # OPTION...
  local option name value path
  resolved=()
  for option in "$@"; do
    if [[ "$option" != --*=* ]]; then
      resolved+=("$option")
      continue
    fi
    name="${option%%=*}"
    name="${name#--}"
    value="${option#*=}"
    path="$value"
    if [ "$name" = input ]; then
      path="$(absolute_list "$value")"
    elif [[ "$driver_paths$cluster_paths$engine_paths" = *" $name "* ]]; then
      path="$(absolute "$value")"
    fi
    if [ "$path" != "$value" ] && [ -n "$driver_elsewhere" ]; then
      fail "$option: with --deploy-mode cluster the driver runs on another machine, which does not have this folder; give an absolute path that every machine sees"
    fi
    if [[ "$path" != "$value" && "$driver_paths" != *" $name "* ]]; then
      case "$name:$PWD" in
        input:*[][*?{},\\]*) fail "$option: the folder $PWD would be read as a glob; give an absolute path" ;;
      esac
      [[ "$engine_paths" != *" $name "* ]] || path="file://$path"
      printf '%s: %s is taken as %s, which every machine of the cluster must see\n' "$(basename "$0")" "$option" "$path" >&2
      option="--$name=$path"
    fi
    resolved+=("$option")
  done
}

# Fills the array following with the options for tail, which reads what the job stores.
find_following() { # JOB OPTION...
  local option outputs='' directory='' board="$1"
  local database=()
  for option in "${@:2}"; do
    case "$option" in
      --output=*) outputs=",${option#*=}," ;;
      --outputDir=*) directory="$option" ;;
      --jdbcUrl=* | --jdbcUser=* | --jdbcPasswordFile=*) database+=("$option") ;;
      --board=*) board="${option#*=}" ;;
    esac
  done
  case "${outputs// /}" in
    *,jdbc,*) following=("${database[@]}" "--board=$board") ;;
    *,csv,* | *,jsonl,*)
      [[ -n "$directory" && ! "$directory" =~ ^--outputDir=([A-Za-z][-A-Za-z0-9+.]+): || "$directory" = --outputDir=file:* ]] ||
        fail "--tail: it needs --outputDir=DIR, a local or mounted directory"
      following=("$directory")
      ;;
    *) fail "--tail: it follows --output=csv, jsonl or jdbc, which must be given" ;;
  esac
}

# Runs the command that submits the job, and draws the stored leaderboards on standard output. If the command waits for
# the job, both end together, with the command's exit code; otherwise Ctrl-C ends the drawing.
submit_and_tail() { # RUNNER WAITS COMMAND...
  local show=("$ROOT/runners/run-embedded.sh" "$1" tail "${following[@]}") code=0
  if [ "$2" = no ]; then
    "${@:3}" >&2
    exec "${show[@]}"
  fi
  # The command's output goes through the program that draws, because two programs cannot share a screen. The command
  # runs in the background, so that a signal to this script reaches it; bash would make it ignore Ctrl-C.
  exec 3< <(trap - INT && exec "${@:3}" </dev/null 2>&1)
  submission=$!
  # Keeps the input, which bash would replace: Java redraws only if both input and output are a terminal.
  "${show[@]}" --beside=/dev/fd/3 <&0 &
  follower=$!
  trap 'kill "$follower" "$submission" 2>/dev/null || true' EXIT
  trap 'kill -INT "$submission" 2>/dev/null || true' INT
  trap 'kill "$submission" 2>/dev/null || true' TERM
  if ! await_process "$follower"; then
    cat <&3 >&2 &
    await_process $!
  fi
  await_process "$submission" || code=$?
  exit "$code"
}

# Waits for a process in the background, also while signals come, and returns its exit code.
await_process() { # PID
  wait "$1" || true
  while kill -0 "$1" 2>/dev/null; do
    wait "$1" || true
  done
  wait "$1"
}
