# Shared by the scripts in this folder; to be sourced, not run.
# Peers are kept in ${MOTE_CACHE:-$HOME/.cache/mote}/peers: one folder a version, and bin/NAME, a
# link to the version in use. A folder appears only when it is complete, so a script that was
# interrupted is simply run again.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers=${MOTE_CACHE:-$HOME/.cache/mote}/peers
mkdir -p "$peers/bin"

say() { echo "peers: $*"; }

fail() {
    echo "peers: $*" >&2
    exit 1
}

# One script at a time: two builds of the same thing would only slow each other down.
lock() {
    exec 9>"$peers/lock"
    flock -n 9 || { say "waiting for another run"; flock 9; }
}

# run LOG COMMAND…: quiet when it works, the last lines of the log when it does not.
run() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 || {
        tail -15 "$log" >&2
        fail "'$*' failed; the whole output is in $log"
    }
}

# use NAME FILE: makes FILE the version of NAME that the tests and the benchmark start.
use() {
    ln -sfn "$2" "$peers/bin/$1"
}

# need COMMAND PACKAGE: installs the Debian package when the command is missing.
need() {
    command -v "$1" >/dev/null && return
    say "installing $2"
    apt_ready
    run "$peers/apt.log" apt-get install -y --no-install-recommends "$2"
}

apt_ready() {
    command -v apt-get >/dev/null || fail "this step needs apt-get (Debian or Ubuntu)"
    # A machine that never ran update knows no package; an hour-old list is good enough.
    if [ -z "$(find /var/lib/apt/lists -name '*Packages*' -mmin -60 2>/dev/null | head -1)" ]; then
        run "$peers/apt.log" apt-get update
    fi
}
