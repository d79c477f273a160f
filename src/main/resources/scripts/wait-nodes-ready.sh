# stdin: kubeconfig. Waits until the API server is ready and NODES nodes are Ready.
cat > "$folder/kubeconfig"
ready() {
  kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 10s get --raw /readyz &&
    kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 10s get nodes --no-headers >"$folder/nodes" &&
    cat "$folder/nodes" &&
    [ "$(awk '$2 ~ /^Ready/' "$folder/nodes" | wc -l)" -ge "$NODES" ]
}
retry ready
