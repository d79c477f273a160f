# stdin: secrets bundle. Prints what the first control-plane node of NODES that answers runs: its Talos version, its machine config
# and the members of etcd, each after a line "=== PART". A part that cannot be read is empty, and the part "unread" has a line with the node and
# the reason. If no node answers, it prints why and fails.
cat >"$folder/secrets.yaml"
talos_access
talos() {
  timeout 10 talosctl --talosconfig "$folder/talosconfig" --nodes "$@"
}

# Asks a node for its version; the name of the file shows whether it answered.
ask_version() {
  if talos "$1" version >"$folder/version-$1" 2>"$folder/error-$1" && [ -s "$folder/version-$1" ]; then
    mv "$folder/version-$1" "$folder/answer-$1"
  else
    : >"$folder/silent-$1"
  fi
}

# Waits, at most this number of tenths of a second, for an answer, or until all nodes that were asked are silent.
wait_for_answer() {
  tenths=$1
  while [ "$tenths" -gt 0 ]; do
    waiting=
    for each in $asked; do
      if [ -e "$folder/answer-$each" ]; then
        node=$each
        return 0
      fi
      [ -e "$folder/silent-$each" ] || waiting=$each
    done
    [ -n "$waiting" ] || return 0
    tenths=$((tenths - 1))
    sleep 0.1
  done
}

asked='' node=''
for one in $NODES; do
  # The next node is asked only if this one is not fast: each question costs processor time.
  # Without this script's stdout: its reader waits for the end of all processes that have it.
  { exec </dev/null >/dev/null 2>&1; ask_version "$one"; } &
  asked="$asked $one"
  wait_for_answer 20
  [ -z "$node" ] || break
done
[ -n "$node" ] || wait_for_answer 110
if [ -z "$node" ]; then
  cat "$folder/error-${NODES%% *}"
  exit 1
fi
# Reads one part; if that fails, the part is empty, and a file beside it has the reason: read_part PART WHAT ARGUMENT...
read_part() {
  part=$1 what=$2
  shift 2
  talos "$node" "$@" >"$folder/$part" 2>"$folder/error-$part" && [ -s "$folder/$part" ] && return 0
  : >"$folder/$part"
  echo "$what of $node: $(grep -v '^ *$' "$folder/error-$part" | tail -n 1 | cut -c 1-300)" >"$folder/unread-$part"
}

read_part config "the machine config" read /system/state/config.yaml &
config=$!
read_part members "the members of etcd" etcd members
wait "$config"
mv "$folder/answer-$node" "$folder/version"
cat "$folder"/unread-* >"$folder/unread" 2>/dev/null || :
for part in version config members unread; do
  echo "=== $part"
  cat "$folder/$part"
done
