# Compares what no update changes in the machine config of a running machine with the planned one: the last check before it is applied, made
# on each machine itself. TALOS: the planned version.

# Prints lines "KEY VALUE", with the keys of the stack file, for the machine config in a file. Since Talos 1.14 a document for each kind has them.
set_once_values() {
  awk 'BEGIN {
      key["cluster.clusterName"] = key["KubeClusterConfig.clusterName"] = "cluster-name"
      key["cluster.controlPlane.endpoint"] = key["KubeClusterConfig.endpoint"] = "endpoint.address"
      key["cluster.network.podSubnets"] = key["KubeNetworkConfig.podSubnets"] = "network.podCidr"
      key["cluster.network.serviceSubnets"] = key["KubeNetworkConfig.serviceSubnets"] = "network.serviceCidr"
      key["machine.kubelet.image"] = key["KubeletConfig.image"] = "kubernetes"
    }
    function found(value, one) {
      if (!(path in key)) return
      one = key[path]
      gsub(/[]["\047 ]/, "", value)
      if (one == "kubernetes") { sub(/@.*/, "", value); sub(/.*:v?/, "", value) }
      if (value == "") return
      if (one in values) value = values[one] "," value
      values[one] = value
    }
    /^---/ { depth = 0; kind = ""; next }
    /^ *(#|$)/ { next }
    { match($0, /^ */); indent = RLENGTH; text = substr($0, indent + 1) }
    text ~ /^- / { while (depth && indents[depth] > indent) depth--; path = names[depth]; found(substr(text, 3)); next }
    text !~ /^[A-Za-z0-9]+:/ { next }
    { while (depth && indents[depth] >= indent) depth--
      name = value = text
      sub(/:.*/, "", name)
      sub(/^[^:]*: */, "", value)
      if (indent == 0 && name == "kind") kind = value "."
      path = (depth ? names[depth] "." : kind) name
      names[++depth] = path; indents[depth] = indent
      found(value) }
    END { for (one in values) print one, values[one] }' "$1"
}

# Prints a line for each value of the first file that the second one changes; both have lines "KEY VALUE".
changed_values() {
  awk 'NR == FNR { running[$1] = $2; next }
    running[$1] != $2 { was = running[$1] == "" ? "none" : running[$1]
      print $1 ": " was ", planned: " $2 (was == "none" ? "" : "; set it back to " was) }' "$1" "$2" | sort
}

read_running() {
  for try in 1 2 3; do
    [ "$try" = 1 ] || sleep 1
    talos "$ADDRESS" read /system/state/config.yaml >"$folder/running.yaml" 2>"$folder/error" &&
      talos "$ADDRESS" version >"$folder/version" 2>"$folder/error" && return 0
  done
  return 1
}

# Ends the script before anything is applied, if the planned configuration changes one of these values.
require_set_once() {
  if ! read_running; then
    reason >"$folder/problems"
    stop "its machine config cannot be read, so it is not assessed whether the planned one changes versions, CIDRs, the endpoint or the name of the cluster; nothing was applied" \
      "Make the Talos API at $ADDRESS reachable."
  fi
  { set_once_values "$folder/running.yaml"; awk '/^Server:/ { server = 1 } server && $1 == "Tag:" { sub(/^v/, "", $2); print "talos", $2 }' "$folder/version"; } >"$folder/running-values"
  { set_once_values "$folder/planned.yaml"; echo "talos $TALOS"; } >"$folder/planned-values"
  changed_values "$folder/running-values" "$folder/planned-values" >"$folder/problems"
  [ ! -s "$folder/problems" ] ||
    stop "the planned configuration has other values than the machine, and a running cluster keeps them; nothing was applied" \
      "Set them back in the stack file. If every other machine runs the planned values, this server was created with wrong ones: delete it (openstack server delete $MACHINE), and pulumi up --refresh --stack $CLUSTER creates it again."
}
