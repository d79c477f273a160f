# Every other script begins with these lines: a folder that only this user can read, deleted at the end, and retry.
set -eu
umask 077
# A script that ends by SIGKILL leaves its folder. Its name has the id of the process, so the next script can delete it.
find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'slipway-script.*.*' -user "$(id -u)" 2>/dev/null | while read -r left; do
  owner=${left##*/slipway-script.}
  kill -0 "${owner%%.*}" 2>/dev/null || rm -rf "$left"
done
folder=$(mktemp -d "${TMPDIR:-/tmp}/slipway-script.$$.XXXXXX")
trap 'rm -rf "$folder"' EXIT
# A POSIX shell that a signal ends does not run the trap of EXIT.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Repeats a command until it succeeds, for at most PATIENCE seconds. The file last_output in the folder has the output of the last attempt.
retry() {
  deadline=$(($(date +%s) + PATIENCE))
  until "$@" >"$folder/last_output" 2>&1; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "failed for $PATIENCE s; last output: $(cat "$folder/last_output")" >&2
      return 1
    fi
    sleep 1
  done
}
