# stdin: talosconfig. Bootstraps etcd on NODE; succeeds without a change if etcd is bootstrapped already.
cat > "$folder/talosconfig"
bootstrapped() {
  timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" bootstrap ||
    grep -q AlreadyExists "$folder/last_output"
}
if ! retry bootstrapped; then
  echo "cannot bootstrap etcd on $NODE; read the server's console log, and check that access.adminPrefixes contains the address of this machine" >&2
  exit 1
fi
