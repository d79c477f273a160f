# stdin: talosconfig. Waits until NODE lists CONTROL_PLANES voting members of etcd. They join one at a time.
cat > "$folder/talosconfig"
voting() {
  timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" etcd members >"$folder/members" &&
    cat "$folder/members" &&
    [ "$(awk '$NF == "false"' "$folder/members" | wc -l)" -ge "$CONTROL_PLANES" ]
}
if ! retry voting; then
  echo "etcd has fewer than $CONTROL_PLANES voting members; read the console log of the control plane that the list lacks" >&2
  exit 1
fi
