# Before every other script: a folder that only we can read and that goes with us, and a way to insist.
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Tries until it goes well, for PATIENCE seconds; what was said last is in $folder/said.
insist() {
  deadline=$(($(date +%s) + PATIENCE))
  until "$@" >"$folder/said" 2>&1; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "not within $PATIENCE s: $(cat "$folder/said")" >&2
      return 1
    fi
    sleep 1
  done
}
