# stdin: talosconfig. stdout: kubeconfig of CLUSTER for use from outside, at SERVER.
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/talosconfig"
deadline=$(($(date +%s) + PATIENCE))
until said=$(timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" \
  kubeconfig --force --merge=false "$folder/kubeconfig" 2>&1); do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "no kubeconfig from $NODE within $PATIENCE s: $said" >&2
    exit 1
  fi
  sleep 1
done
kubectl --kubeconfig "$folder/kubeconfig" config set-cluster "$CLUSTER" --server "$SERVER" >&2
cat "$folder/kubeconfig"
