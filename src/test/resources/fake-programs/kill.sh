# Ends the script of a test by SIGKILL, as when an update is killed: before or after the first call that matches the pattern in the file
# kill-before or kill-after. SCRIPT is the process of the script.
end_script() {
  process=$PPID all=
  while [ "$process" != "$SCRIPT" ]; do
    all="$all $process"
    process=$(ps -o ppid= -p "$process" | tr -d ' ')
  done
  # shellcheck disable=SC2086 # numbers
  kill -9 "$SCRIPT" $all
}
kill_at() {
  [ -e "$CLOUD/$1" ] || return 1
  # shellcheck disable=SC2254 # a pattern
  case $2 in $(cat "$CLOUD/$1")) rm "$CLOUD/$1" ;; *) return 1 ;; esac
}
if kill_at kill-before "$*"; then end_script; fi
if kill_at kill-after "$*"; then trap end_script EXIT; fi
