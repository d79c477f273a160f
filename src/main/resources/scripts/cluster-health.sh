# Checks whether etcd, the API servers and the Nodes are exactly the planned ones and healthy.
# CONTROL_PLANES: "NAME=ADDRESS ..."; NODES: the names of all planned nodes. A problem is a line "MACHINE: what is wrong", or begins with
# the name of the cluster if it is of no single machine.

# Calls talosctl for the machine at an address: talos 10.0.0.11 etcd status
talos() {
  at=$1
  shift
  timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$at" "$@"
}

# Prints the state of etcd on the machine at an address: Waiting for time and network, Preparing before it is a member, Running and the like then.
etcd_state() {
  talos "$1" service etcd 2>"$folder/error" | awk '$1 == "STATE" { print $2 }'
}

# Succeeds if every control plane answers and none is a member of etcd. One that waits for time or network may have its data.
etcd_is_lost() {
  for one in $CONTROL_PLANES; do
    case $(etcd_state "${one#*=}") in Preparing) ;; *) return 1 ;; esac
  done
}

kube() {
  timeout 60 kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 10s "$@"
}

# Prints the last line of the file error, and what to do about a refused credential.
reason() {
  grep -v '^ *$' "$folder/error" | tail -n 1 | cut -c 1-300
  if grep -qiE 'unauthorized|permissiondenied|certificate|tls:' "$folder/error"; then
    echo "    the cluster refuses the credential that this stack's secrets bundle signs: check the clock of this computer, and whether the cluster has other certificate authorities"
  fi
}

# Prints the cells of a column of a table of talosctl, in which at least three spaces separate the columns.
column() {
  awk -F '   +' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print at ? $at : "?" }' "$folder/table"
}

member_problems() {
  talos "$2" etcd members >"$folder/table" 2>"$folder/error" || { echo "$1: does not list the members of etcd: $(reason)"; return 0; }
  for planned in $CONTROL_PLANES; do
    column HOSTNAME | grep -qxF "${planned%%=*}" || echo "${planned%%=*}: is not a member of etcd in the list of $1"
  done
  extra=$(column HOSTNAME | sort | uniq -d | tr '\n' ' ')
  [ -z "$extra" ] || echo "$CLUSTER: etcd has two members named $extra"
  column HOSTNAME | while read -r member; do
    case " $CONTROL_PLANES" in *" $member="*) ;; *) echo "$CLUSTER: etcd has the member '$member', which is not planned" ;; esac
  done
  [ "$(column LEARNER | grep -c true)" = 0 ] || echo "$1: lists a member of etcd that is a learner, without a vote"
}

etcd_problems() {
  : >"$folder/leaders"
  : >"$folder/indexes"
  for one in $CONTROL_PLANES; do
    name=${one%%=*} address=${one#*=}
    if ! talos "$address" etcd status >"$folder/table" 2>"$folder/error" || [ "$(wc -l <"$folder/table")" -lt 2 ]; then
      echo "$name: its etcd does not answer at $address: $(reason)"
      continue
    fi
    [ "$(column LEARNER)" = false ] || echo "$name: its etcd member is a learner, without a vote"
    errors=$(column ERRORS)
    [ -z "$errors" ] || echo "$name: etcd reports $errors"
    column LEADER >>"$folder/leaders"
    column "RAFT INDEX" >>"$folder/indexes"
    member_problems "$name" "$address"
  done
  [ "$(sort -u "$folder/leaders" | wc -l)" -le 1 ] || echo "$CLUSTER: the members of etcd follow different leaders"
  # A member that is further behind than this is still catching up.
  awk -v cluster="$CLUSTER" 'NR == 1 { low = high = $1 } $1 < low { low = $1 } $1 > high { high = $1 }
    END { if (high - low > 1000) print cluster ": a member of etcd is " high - low " entries behind" }' "$folder/indexes"
}

kubernetes_problems() {
  # With one control plane, its API server is the endpoint.
  api=$CLUSTER
  case $CONTROL_PLANES in *" "*) ;; *) api=${CONTROL_PLANES%%=*} ;; esac
  if ! kube get --raw /readyz >"$folder/readyz" 2>"$folder/error"; then
    echo "$api: the API at $SERVER is not ready: $(reason)"
    return 0
  fi
  # Each API server keeps its address in this object while it runs.
  kube get endpointslices kubernetes --namespace default --output 'jsonpath={.endpoints[*].addresses[*]}' 2>"$folder/error" |
    tr ' ' '\n' >"$folder/api-servers"
  for one in $CONTROL_PLANES; do
    grep -qxF "${one#*=}" "$folder/api-servers" || echo "${one%%=*}: its API server does not run"
  done
  kube get nodes --no-headers >"$folder/nodes" 2>"$folder/error" || echo "$api: does not list Nodes: $(reason)"
  awk -v planned="$NODES" '
    { status[$1] = $2 }
    END { count = split(planned, names, " ")
      for (i = 1; i <= count; i++) {
        if (!(names[i] in status)) print names[i] ": is not a Node of the cluster"
        else if (status[names[i]] !~ /^Ready/) print names[i] ": its Node is " status[names[i]] } }' "$folder/nodes"
}

# Prints the Nodes that are neither planned nor Ready. They stop no update: a lower count must be able to remove a dead worker.
dead_unplanned_nodes() {
  [ -e "$folder/nodes" ] || return 0
  awk -v planned=" $NODES " -v cluster="$CLUSTER" '!index(planned, " " $1 " ") && $2 !~ /^Ready/ {
    print cluster ": the Node " $1 " is not planned and " $2 "; if its server is gone: kubectl delete node " $1 }' "$folder/nodes"
}

# Writes all problems to a file, but not those of one machine: problems [MACHINE]
problems() {
  { etcd_problems; kubernetes_problems; } | sort -u | awk -v except="${1:-}: " 'index($0, except) != 1' >"$folder/problems"
}

# Waits, at most TIMEOUT seconds, until the cluster has been healthy for some seconds: healthy SECONDS [MACHINE whose problems do not count]
healthy() {
  deadline=$(($(date +%s) + TIMEOUT)) since='' shown=$(date +%s)
  while :; do
    problems "${2:-}"
    now=$(date +%s)
    if [ -s "$folder/problems" ]; then
      since=
      [ "$now" -lt "$deadline" ] || return 1
      if [ $((now - shown)) -ge 30 ]; then
        shown=$now
        echo "$MACHINE: waits, for at most $((deadline - now)) s, because of $(head -n 1 "$folder/problems")" >&2
      fi
    else
      since=${since:-$now}
      [ $((now - since)) -lt "$1" ] || return 0
    fi
    sleep 1
  done
}
