# Takes the pods off a Node and lets pods return. A Node that a person cordoned stays cordoned: the annotation marks Slipway's own cordon.
DRAINED=slipway.dev/drained
# Marks a Node that is not in the plan any more. Removal acts on marked Nodes only: a destroy of the whole stack marks and drains none.
LEAVING=slipway.dev/leaving

node_field() {
  kube get node "$1" --ignore-not-found --output "jsonpath={$2}"
}

# Drains a Node within DRAIN_TIMEOUT seconds; if that is not possible, the file problems contains the pods that stay, and pods may return.
drain() {
  if [ "$(node_field "$1" .spec.unschedulable)" != true ]; then
    { kube annotate node "$1" --overwrite "$DRAINED=true" && kube cordon "$1"; } >"$folder/problems" 2>&1 || return 1
  fi
  timeout $((DRAIN_TIMEOUT + 30)) kubectl --kubeconfig "$folder/kubeconfig" drain "$1" --ignore-daemonsets --delete-emptydir-data \
    --timeout "${DRAIN_TIMEOUT}s" >"$folder/drain" 2>&1 && return 0
  sed -n 's/^ *error/error/p; s/^ *cannot delete/cannot delete/p; /disruption budget/p' "$folder/drain" | cut -c 1-300 | sort -u | tail -n 5 >"$folder/problems"
  undrain "$1" || :
  return 1
}

# Lets pods return, if drain kept them away.
undrain() {
  mark=$(node_field "$1" ".metadata.annotations.slipway\\.dev/drained") || return 1
  [ "$mark" = true ] || return 0
  kube uncordon "$1" >&2 && kube annotate node "$1" "$DRAINED-" >&2
}

# Brings the marks of all Nodes to the plan: those that it does not contain leave, the others do not. A planned one that was drained to be removed,
# before the update was killed or undone, gets its pods back here: its own Command finds no difference and does not run.
update_marks() {
  kube get nodes --output "jsonpath={range .items[*]}{.metadata.name}{' leaving='}{.metadata.annotations.slipway\\.dev/leaving}{' drained='}{.metadata.annotations.slipway\\.dev/drained}{'\\n'}{end}" \
    >"$folder/marks" 2>"$folder/error" || return 1
  while read -r node leaving drained; do
    case " $NODES " in
      *" $node "*)
        [ "$leaving" = leaving= ] || kube annotate node "$node" "$LEAVING-" >/dev/null 2>"$folder/error" || return 1
        [ "$drained" = drained= ] || undrain "$node" 2>"$folder/error" || return 1
        ;;
      *)
        echo "the Node $node is not planned; if this update deletes its server, it is drained first, if it is Ready" >&2
        kube annotate node "$node" --overwrite "$LEAVING=true" >/dev/null 2>"$folder/error" || return 1
        ;;
    esac
  done <"$folder/marks"
}
