# stdin: secrets bundle. Bootstraps etcd on the first of CONTROL_PLANES, unless one of them is a member of etcd already: a second bootstrap
# would make a new, empty cluster.
cat >"$folder/secrets.yaml"
talos_access
first=${CONTROL_PLANES%% *}

all_answer() {
  for one in $CONTROL_PLANES; do
    state=$(etcd_state "${one#*=}")
    [ -n "$state" ] || { echo "${one%%=*}: the Talos API does not answer at ${one#*=} through $TALOS_ENDPOINT: $(reason)"; return 1; }
    case $state in Preparing | Waiting | Initialized) ;; *) echo "${one%%=*}" >"$folder/member" ;; esac
  done
}

bootstrapped() {
  talos "${first#*=}" bootstrap || grep -q AlreadyExists "$folder/last_output"
}

if ! retry all_answer; then
  echo "etcd was not bootstrapped; read the server's console log, and check that access.adminPrefixes contains the address of this machine" >&2
  exit 1
fi
if [ -e "$folder/member" ]; then
  echo "etcd exists already on $(cat "$folder/member"), so nothing is bootstrapped" >&2
  exit 0
fi
retry bootstrapped
