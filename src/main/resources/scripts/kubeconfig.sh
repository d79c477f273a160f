# stdin: talosconfig. stdout: kubeconfig of CLUSTER for use from outside, at SERVER.
cat > "$folder/talosconfig"
retry timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" \
  kubeconfig --force --merge=false "$folder/kubeconfig"
kubectl --kubeconfig "$folder/kubeconfig" config set-cluster "$CLUSTER" --server "$SERVER" >&2
cat "$folder/kubeconfig"
