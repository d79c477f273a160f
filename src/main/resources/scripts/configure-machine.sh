# stdin: secrets bundle, a line "---", and the user data of MACHINE. Brings the running machine to the configuration in its user data.
# Every decision is made from the live machine, so after a failure or a kill the next run continues.
# POSITION: "2 of 5". ROLE: control-plane or worker. TAINTS: the planned taints of a worker, "KEY=VALUE:EFFECT ...". SETTLE: seconds that the cluster must stay healthy after a program restarted.
TIMEOUT=${SLIPWAY_TIMEOUT:-$TIMEOUT}
awk -v folder="$folder" '!after && $0 == "---" { after = 1; next }
  { print > (folder "/" (after ? "user-data" : "secrets.yaml")) }'
base64 -d <"$folder/user-data" | gzip -d >"$folder/planned.yaml"
talos_access
kubernetes_access

report() {
  echo "$MACHINE (machine $POSITION): $1" >&2
}

# Ends with a message: what is wrong, the problems, and what to do.
stop() {
  report "$1"
  if etcd_is_lost; then
    echo "  etcd of $CLUSTER is lost: no control plane is a member of it. Nothing creates it again; only a snapshot brings it back: talosctl bootstrap --recover-from" >&2
  fi
  [ ! -s "$folder/problems" ] || sed 's/^/  /' "$folder/problems" >&2
  report "$2 The machines after it were not touched; run pulumi up again, it continues with this machine."
  exit 1
}

# Sets effect to the effect that Talos reports for the planned configuration: none, live or reboot.
ask_effect() {
  deadline=$(($(date +%s) + TIMEOUT))
  until talos "$ADDRESS" apply-config --dry-run --file "$folder/planned.yaml" >"$folder/effect" 2>&1; do
    if grep -q InvalidArgument "$folder/effect"; then
      sed '/diff:/,$d' "$folder/effect" | cut -c 1-500 >"$folder/problems"
      stop "Talos refuses the planned configuration" "The machine keeps its configuration. Correct the stack file."
    fi
    cp "$folder/effect" "$folder/error"
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "$MACHINE: the Talos API does not answer at $ADDRESS: $(reason)" >"$folder/problems"
      stop "the machine did not return its configuration" "Read the server's console log (openstack console log show $MACHINE)."
    fi
    sleep 1
  done
  case $(cat "$folder/effect") in
    *"No changes."*) effect=none ;;
    *"without a reboot"*) effect=live ;;
    *) effect=reboot ;;
  esac
}

# Prints the settings of a machine config whose change restarts etcd, a program of Kubernetes or the kubelet.
settings() {
  awk 'function flush() { if (document ~ /(^|\n)kind: (Kube|Etcd)/) printf "%s", document; document = "" }
    /^---/ { flush(); next }
    /^[^ #]/ { cluster = /^cluster:/; kubelet = 0 }
    /^    [^ ]/ { kubelet = /^    kubelet:/ }
    cluster || kubelet { print; next }
    { document = document $0 "\n" }
    END { flush() }' "$1"
}

restarts_programs() {
  [ "$effect" = live ] || return 0
  [ "$(settings "$folder/running.yaml")" != "$(settings "$folder/planned.yaml")" ]
}

# With one control plane the API is away while its programs restart or the machine reboots.
require_consent() {
  case "$ROLE $CONTROL_PLANES" in "worker "* | *" "*" "*) return 0 ;; esac
  [ "${SLIPWAY_ALLOW_OUTAGE:-}" != "$CLUSTER" ] || return 0
  : >"$folder/problems"
  stop "this change interrupts the API of $CLUSTER, which has one control plane ($effect)" \
    "The machine keeps its configuration. To accept the outage in this run, set the environment variable SLIPWAY_ALLOW_OUTAGE=$CLUSTER."
}

apply() {
  if ! talos "$ADDRESS" apply-config --mode "$1" --file "$folder/planned.yaml" >"$folder/effect" 2>&1; then
    sed '/diff:/,$d' "$folder/effect" | cut -c 1-500 >"$folder/problems"
    undrain "$MACHINE" || :
    advice="Make the Talos API at $ADDRESS reachable."
    ! grep -q InvalidArgument "$folder/effect" || advice="Correct the stack file."
    stop "Talos did not take the planned configuration" "$advice"
  fi
}

boot_id() {
  talos "$ADDRESS" read /proc/sys/kernel/random/boot_id 2>"$folder/error"
}

reboot_with_configuration() {
  : >"$folder/problems"
  before=$(boot_id) || { reason >"$folder/problems"; stop "its boot ID cannot be read; it was not rebooted" "Make the Talos API reachable."; }
  ready=$(node_field "$MACHINE" '.status.conditions[?(@.type=="Ready")].status' 2>"$folder/error") ||
    { reason >"$folder/problems"; stop "its Node cannot be read; it was not rebooted" "Make the API at $SERVER reachable."; }
  case $ready in
    True) drain "$MACHINE" || stop "its pods cannot be moved within $DRAIN_TIMEOUT s; it was not rebooted" "Pods may return to it. Remove what keeps them." ;;
  esac
  apply reboot
  deadline=$(($(date +%s) + TIMEOUT))
  until after=$(boot_id) && [ -n "$after" ] && [ "$after" != "$before" ]; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "$MACHINE: $(reason)" >"$folder/problems"
      stop "did not boot within $TIMEOUT s" "Read the server's console log (openstack console log show $MACHINE); its Node is cordoned until it is healthy."
    fi
    sleep 1
  done
}

# Prints the arguments with which kubectl taint makes a Node's own taints the planned ones. stdin: Talos' annotation, and a line for each taint.
# Its own taints are those with a planned key or a key in the annotation; all others stay. One key can have a taint for each effect.
taint_changes() {
  awk -v planned="$TAINTS" '
    function key_of(taint) { sub(/=.*/, "", taint); return taint }
    function effect_of(taint) { sub(/.*:/, "", taint); return taint }
    BEGIN { count = split(planned, taints, " ")
      for (i = 1; i <= count; i++) { own[key_of(taints[i])]; slot[key_of(taints[i]) ":" effect_of(taints[i])] } }
    NR == 1 { gsub(/[]["]/, ""); former = split($0, keys, ","); for (i = 1; i <= former; i++) own[keys[i]]; next }
    { present[$0]; id = key_of($0) ":" effect_of($0) }
    key_of($0) in own && !(id in slot) { print id "-" }
    END { for (i = 1; i <= count; i++) if (!(taints[i] in present)) print taints[i] }'
}

# Sets a worker's taints as administrator: NodeRestriction refuses a kubelet, as which Talos calls the API on a worker, every change of taints,
# and labels together with it. The annotation is the one in which Talos keeps the keys of the taints of its configuration.
set_taints() {
  [ "$ROLE" = worker ] || return 0
  kube get node "$MACHINE" --output \
    'jsonpath={.metadata.annotations.talos\.dev/owned-taints}{"\n"}{range .spec.taints[*]}{.key}={.value}:{.effect}{"\n"}{end}' >"$folder/taints" 2>"$folder/error" || return 1
  changes=$(taint_changes <"$folder/taints" | tr '\n' ' ')
  if [ -n "$changes" ]; then
    report "changes the taints of its Node: $changes"
    # shellcheck disable=SC2086 # one argument for each taint
    kube taint node "$MACHINE" --overwrite $changes >/dev/null 2>"$folder/error" || return 1
  fi
  owned=$(printf '%s' "$TAINTS" | tr ' ' '\n' | sed 's/=.*//; s/.*/"&"/' | LC_ALL=C sort | paste -s -d , -)
  [ "$(head -n 1 "$folder/taints")" != "${owned:+[$owned]}" ] || return 0
  kube annotate node "$MACHINE" --overwrite "talos.dev/owned-taints$([ -n "$owned" ] && echo "=[$owned]" || echo -)" >/dev/null 2>"$folder/error"
}

healthy 0 "$MACHINE" || stop "the cluster is not healthy, so nothing was changed" \
  "Fix these machines. If one of them, NAME, needs the planned configuration for that: pulumi up --stack $CLUSTER --target '**NAME-machine-config' --target '**NAME-node*'."
ask_effect
wait=0
if [ "$effect" != none ]; then
  require_set_once
  ! restarts_programs || { require_consent; wait=$SETTLE; }
  require_own_access
  report "applies the planned configuration ($effect)"
  if [ "$effect" = live ]; then apply no-reboot; else reboot_with_configuration; fi
  ask_effect
  [ "$effect" = none ] || stop "does not run the planned configuration after it was applied" "Read the server's console log."
fi
healthy "$wait" || stop "runs the planned configuration, but the cluster is not healthy" "Fix this, or correct the stack file."
set_taints || { reason >"$folder/problems"; stop "runs the planned configuration, but its Node does not have the planned taints" "Make the API at $SERVER reachable."; }
undrain "$MACHINE" || stop "its Node stays cordoned" "Make the API at $SERVER reachable."
if ! update_marks; then
  reason >"$folder/problems"
  stop "runs the planned configuration, but the Nodes that leave the plan are not marked" "Make the API at $SERVER reachable."
fi
report "runs the planned configuration, and the cluster is healthy"
