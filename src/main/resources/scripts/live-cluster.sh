# stdin: secrets bundle. Prints what the first control-plane node of NODES that answers runs: its Talos version, its machine config
# and the members of etcd, each after a line "=== PART". A part that cannot be read is empty. If no node answers, it prints why and fails.
cat >"$folder/secrets.yaml"
talos_access
ask() {
  part=$1
  shift
  timeout 10 talosctl --talosconfig "$folder/talosconfig" --nodes "$node" "$@" >"$folder/part-$part" 2>"$folder/error-$part" || : >"$folder/part-$part"
}
for node in $NODES; do
  ask version version
  if [ -s "$folder/part-version" ]; then
    ask config read /system/state/config.yaml &
    ask members etcd members
    wait
    for part in version config members; do
      echo "=== $part"
      cat "$folder/part-$part"
    done
    exit 0
  fi
done
cat "$folder/error-version"
exit 1
