# stdin: talosconfig. Bootstraps etcd on NODE; a cluster that has been bootstrapped before is left as it is.
cat > "$folder/talosconfig"
bootstrapped() {
  timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" bootstrap ||
    grep -q AlreadyExists "$folder/said"
}
if ! insist bootstrapped; then
  echo "no bootstrap of $NODE: see the server's console log, and whether this machine is one of access.adminPrefixes" >&2
  exit 1
fi
