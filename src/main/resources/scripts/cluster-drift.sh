# stdin: secrets bundle. Prints the problems of the cluster, see cluster-health.sh.
cat >"$folder/secrets.yaml"
talos_access
kubernetes_access
problems
{ cat "$folder/problems"; dead_unplanned_nodes; } | sort
