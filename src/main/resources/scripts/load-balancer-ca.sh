# stdout: lines "NAME BASE64": the key and the certificate of a new authority for the configuration of CLUSTER's load balancers, and for each
# name in NODES its certificate with its key. YEARS: how long they are valid.
days=$((YEARS * 365))
cat > "$folder/config" <<END
[req]
distinguished_name = name
prompt = no
x509_extensions = authority
[name]
O = $CLUSTER
CN = load balancer configuration
[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
END
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }
print() { echo "$1 $(base64 < "$2" | tr -d '\n')"; }
key "$folder/ca.key"
openssl req -x509 -new -config "$folder/config" -key "$folder/ca.key" -sha256 -days "$days" -out "$folder/ca.pem"
print ca-key "$folder/ca.key"
print ca "$folder/ca.pem"
for node in $NODES; do
  key "$folder/server.key"
  openssl req -new -config "$folder/config" -key "$folder/server.key" -subj "/O=$CLUSTER/CN=$node" -out "$folder/server.csr"
  printf 'basicConstraints = critical, CA:false\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = serverAuth\nsubjectAltName = DNS:%s\n' \
    "$node" > "$folder/extensions"
  openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -set_serial "0x$(openssl rand -hex 8)" \
    -extfile "$folder/extensions" -sha256 -days "$days" -out "$folder/server.pem" 2>"$folder/errors" || { cat "$folder/errors" >&2; exit 1; }
  cat "$folder/server.key" >> "$folder/server.pem"
  print "$node" "$folder/server.pem"
done
