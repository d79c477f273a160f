# stdin: the lines of load-balancer-ca.sh, then a line "---", then the request for the load balancer NODE (configure.sh explains it), which is
# reached at ENDPOINT, port PORT. API_PORT: of the Kubernetes API at ENDPOINT. CLIENT: the name that the load balancer expects.
# TIMEOUT: seconds. stderr: one line with what was done; it has no secret.
awk -v folder="$folder" '!after && $0 == "---" { after = 1; next } { print > (folder "/" (after ? "request" : "authority")) }'
field() { awk -v name="$1" '$1 == name { print $2 }' "$folder/authority" | base64 -d; }
field ca > "$folder/ca.pem"
field ca-key > "$folder/ca.key"

# Makes a client certificate that ends after one hour; it is valid five minutes ago, for a load balancer whose clock is late.
client_certificate() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/client.key" 2>/dev/null
  cat > "$folder/config" <<END
[ca]
default_ca = authority
[authority]
database = $folder/index
new_certs_dir = $folder
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
x509_extensions = client
[any]
organizationName = optional
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
CN = $CLIENT
[client]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectAltName = DNS:$CLIENT
END
  : > "$folder/index"
  openssl req -new -config "$folder/config" -key "$folder/client.key" -out "$folder/client.csr"
  now=$(date +%s)
  openssl ca -batch -notext -config "$folder/config" -cert "$folder/ca.pem" -keyfile "$folder/ca.key" -in "$folder/client.csr" \
    -startdate "$(utc $((now - 300)))" -enddate "$(utc $((now + 3600)))" -out "$folder/client.pem" 2>"$folder/errors" ||
    { cat "$folder/errors" >&2; exit 1; }
}

# Prints a time for openssl; GNU's date first, then that of BSD and macOS.
utc() { date -u -d "@$1" +%Y%m%d%H%M%SZ 2>/dev/null || date -u -r "$1" +%Y%m%d%H%M%SZ; }

# Whether an API server answers through the load balancers.
api_answers() {
  timeout 10 openssl s_client -connect "$ENDPOINT:$API_PORT" </dev/null 2>&1 | grep -q "BEGIN CERTIFICATE"
}

wait_for_api() {
  deadline=$(($(date +%s) + TIMEOUT))
  until api_answers; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 1
  done
}

send() {
  timeout 180 openssl s_client -connect "$ENDPOINT:$PORT" -tls1_3 -quiet -servername "$NODE" -verify_hostname "$NODE" -verify_return_error \
    -CAfile "$folder/ca.pem" -cert "$folder/client.pem" -key "$folder/client.key" \
    <"$folder/request" >"$folder/answer" 2>"$folder/errors" || true
}

client_certificate
if ! wait_for_api; then
  echo "$NODE: no API server answers at $ENDPOINT:$API_PORT; nothing was changed. Repair the endpoint first, then run the update again" >&2
  exit 1
fi
deadline=$(($(date +%s) + TIMEOUT))
refused=0
while :; do
  send
  [ ! -s "$folder/answer" ] || break
  if grep -E "alert|verify error|verify failed" "$folder/errors" >"$folder/refusal"; then
    echo "$NODE: TLS failed at $ENDPOINT:$PORT: the load balancer is not this stack's, or does not accept this stack's certificate; nothing was changed:" \
      "$(head -n 1 "$folder/refusal")" >&2
    exit 1
  fi
  # HAProxy opens this port. A load balancer that serves the API and refuses the port has been created without it.
  if grep -qiE "connection refused|errno=(111|61)\$" "$folder/errors"; then
    refused=$((refused + 1))
    if [ "$refused" -ge 3 ] && api_answers; then
      echo "$NODE: made before the configuration channel existed; its configuration is unchanged until the server is replaced" >&2
      exit 0
    fi
  else
    refused=0
  fi
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "$NODE: no answer at $ENDPOINT:$PORT for $TIMEOUT s; nothing is known to be changed. Look at the server's console, then run the update again:" \
      "$(tail -n 2 "$folder/errors" | tr '\n' ' ')" >&2
    exit 1
  fi
  sleep 2
done
answer=$(head -n 1 "$folder/answer")
case $answer in
  "unchanged "* | "applied "*) ;;
  *)
    echo "$NODE: $answer" >&2
    exit 1
    ;;
esac
if ! wait_for_api; then
  echo "$NODE: $answer, but no API server answers at $ENDPOINT:$API_PORT any more" >&2
  exit 1
fi
echo "$NODE: $answer" >&2
