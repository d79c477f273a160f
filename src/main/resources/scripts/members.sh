# stdin: talosconfig. Waits until CONTROL_PLANES members of etcd vote; NODE is asked. They join one at a time.
cat > "$folder/talosconfig"
voting() {
  timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" etcd members >"$folder/members" &&
    cat "$folder/members" &&
    [ "$(awk '$NF == "false"' "$folder/members" | wc -l)" -ge "$CONTROL_PLANES" ]
}
if ! insist voting; then
  echo "not all of the $CONTROL_PLANES control planes vote in etcd: see the console log of the one that is not in the list" >&2
  exit 1
fi
