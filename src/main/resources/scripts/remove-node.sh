# stdin: as of configure-machine.sh. Moves the pods of the worker MACHINE to others and deletes its Node; then its server may be deleted.
# REMOVAL_TIMEOUT: seconds that an API server or a kubelet may be away for a moment.
awk '$0 == "---" { exit } { print }' >"$folder/secrets.yaml"
kubernetes_access

stop() {
  echo "$MACHINE: $1; its server was not deleted" >&2
  [ ! -s "$folder/problems" ] || sed 's/^/  /' "$folder/problems" >&2
  echo "$MACHINE: $2" >&2
  exit 1
}

# Reads a field of the Node into the variable field.
read_field() {
  deadline=$(($(date +%s) + REMOVAL_TIMEOUT))
  until field=$(node_field "$MACHINE" "$1" 2>"$folder/error"); do
    if [ "${PULUMI_K8S_DELETE_UNREACHABLE:-}" = true ]; then
      echo "$MACHINE: the API at $SERVER does not answer, so its pods are not moved (PULUMI_K8S_DELETE_UNREACHABLE)" >&2
      exit 0
    fi
    if [ "$(date +%s)" -ge "$deadline" ]; then
      reason >"$folder/problems"
      stop "the API at $SERVER does not answer, so its pods cannot be moved" \
        "Make the API reachable and run the same command again. Only for a cluster that is gone: PULUMI_K8S_DELETE_UNREACHABLE=true pulumi destroy --stack $CLUSTER."
    fi
    sleep 1
  done
}

# A destroy of the whole stack moves no pods.
read_field ".metadata.annotations.slipway\\.dev/leaving"
[ "$field" = true ] || exit 0
end=$(($(date +%s) + REMOVAL_TIMEOUT))
while read_field '.status.conditions[?(@.type=="Ready")].status' && [ -n "$field" ] && [ "$field" != True ]; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "$MACHINE: its Node is not Ready, so its pods cannot be moved; Kubernetes replaces them when the Node is deleted" >&2
    break
  fi
  sleep 1
done
if [ "$field" = True ]; then
  drain "$MACHINE" || stop "its pods cannot be moved within $DRAIN_TIMEOUT s" "Remove what keeps them, and run pulumi up again."
fi
kube delete node "$MACHINE" --ignore-not-found >&2 || stop "its Node cannot be deleted" "Look at the message above, and run pulumi up again."
