# stdin: as of configure-machine.sh. Moves the pods of the worker MACHINE to others and deletes its Node; then its server may be deleted.
awk '$0 == "---" { exit } { print }' >"$folder/secrets.yaml"
kubernetes_access

stop() {
  echo "$MACHINE: $1; its server was not deleted" >&2
  [ ! -s "$folder/problems" ] || sed 's/^/  /' "$folder/problems" >&2
  echo "$MACHINE: $2, and run pulumi up again" >&2
  exit 1
}

marked=$(node_field "$MACHINE" ".metadata.annotations.slipway\\.dev/leaving" 2>"$folder/error") ||
  echo "$MACHINE: the API at $SERVER does not answer, so no pods are moved" >&2
# A destroy of the whole stack moves no pods.
[ "$marked" = true ] || exit 0
case $(node_field "$MACHINE" '.status.conditions[?(@.type=="Ready")].status') in
  True) drain "$MACHINE" || stop "its pods cannot be moved within $DRAIN_TIMEOUT s" "Remove what keeps them" ;;
esac
kube delete node "$MACHINE" --ignore-not-found >&2 || stop "its Node cannot be deleted" "Look at the message above"
