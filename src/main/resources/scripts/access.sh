# Credentials for one run, from the secrets bundle in $folder/secrets.yaml. They end after an hour, and nothing outside $folder contains them.
# CLUSTER: name of the cluster.

# Prints a value of the bundle's certs, decoded: certificate os crt
certificate() {
  awk -v ca="$1" -v part="$2" '/^[^ ]/ { certs = ($1 == "certs:") }
    certs && NF == 1 { current = substr($1, 1, length($1) - 1) }
    certs && current == ca && $1 == part ":" { print $2 }' "$folder/secrets.yaml" | base64 -d
}

# Signs a client certificate of the bundle's CA for a subject: client_certificate os "/O=os:admin" -algorithm ed25519
# The other arguments make the client's key; talosctl requires a key of the CA's own type.
# The files are $folder/CA-client.crt and $folder/CA-client.key.
client_certificate() {
  ca=$1 subject=$2
  shift 2
  certificate "$ca" crt >"$folder/$ca.crt"
  # talosctl reads a CA's key in PKCS #8 only.
  certificate "$ca" key | sed 's/ED25519 PRIVATE KEY/PRIVATE KEY/' | openssl pkcs8 -topk8 -nocrypt -out "$folder/$ca.key"
  openssl genpkey "$@" -out "$folder/$ca-client.key" 2>"$folder/openssl"
  openssl req -new -key "$folder/$ca-client.key" -subj "$subject" -out "$folder/$ca-client.csr" 2>"$folder/openssl"
  (cd "$folder" && talosctl gen crt --ca "$ca" --csr "$ca-client.csr" --name "$ca-client" --hours 1 >&2)
}

encoded() { base64 <"$folder/$1" | tr -d '\n'; }

# Writes $folder/talosconfig for the Talos API at TALOS_ENDPOINT.
talos_access() {
  client_certificate os "/O=os:admin" -algorithm ed25519
  printf 'context: %s\ncontexts:\n  %s:\n    endpoints: ["%s"]\n    ca: %s\n    crt: %s\n    key: %s\n' \
    "$CLUSTER" "$CLUSTER" "$TALOS_ENDPOINT" "$(encoded os.crt)" "$(encoded os-client.crt)" "$(encoded os-client.key)" >"$folder/talosconfig"
}

# Writes $folder/kubeconfig for the Kubernetes API at SERVER.
kubernetes_access() {
  client_certificate k8s "/O=system:masters/CN=slipway" -algorithm EC -pkeyopt ec_paramgen_curve:P-256
  cat >"$folder/kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: $CLUSTER
contexts: [{name: $CLUSTER, context: {cluster: $CLUSTER, user: slipway}}]
clusters: [{name: $CLUSTER, cluster: {server: "$SERVER", certificate-authority-data: $(encoded k8s.crt)}}]
users: [{name: slipway, user: {client-certificate-data: $(encoded k8s-client.crt), client-key-data: $(encoded k8s-client.key)}}]
END
}
