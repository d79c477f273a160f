# stdin: kubeconfig. Waits until the API server is ready and NODES nodes are Ready.
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/kubeconfig"
deadline=$(($(date +%s) + PATIENCE))
ready() {
  kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 10s get --raw /readyz >/dev/null 2>"$folder/said" &&
    kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 10s get nodes --no-headers \
      >"$folder/nodes" 2>"$folder/said" &&
    [ "$(awk '$2 ~ /^Ready/' "$folder/nodes" | wc -l)" -ge "$NODES" ]
}
until ready; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "not $NODES nodes Ready within $PATIENCE s:" >&2
    cat "$folder/nodes" "$folder/said" >&2
    exit 1
  fi
  sleep 1
done
