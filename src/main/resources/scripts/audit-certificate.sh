# stdin: the lines of audit-ca.sh. stdout: lines "NAME BASE64": the authority, and a new certificate of NAME in ENVIRONMENT with its key.
# USAGE: serverAuth or clientAuth. YEARS: how long it is valid.
cat > "$folder/authority"
item() { awk -v name="$1" '$1 == name { print $2 }' "$folder/authority" | openssl base64 -d -A > "$2"; }
print() { echo "$1 $(base64 < "$2" | tr -d '\n')"; }
item ca-key "$folder/ca.key"
item ca "$folder/ca.pem"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/key.pem" 2>/dev/null
printf '[req]\ndistinguished_name = name\n[name]\n' > "$folder/config"
openssl req -new -config "$folder/config" -key "$folder/key.pem" -subj "/O=$ENVIRONMENT/CN=$NAME" -out "$folder/request"
printf 'basicConstraints = critical, CA:false\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = %s\nsubjectAltName = DNS:%s\n' \
  "$USAGE" "$NAME" > "$folder/extensions"
openssl x509 -req -in "$folder/request" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -set_serial "0x$(openssl rand -hex 8)" \
  -extfile "$folder/extensions" -sha256 -days "$((YEARS * 365))" -out "$folder/certificate.pem" 2>"$folder/errors" || { cat "$folder/errors" >&2; exit 1; }
print ca "$folder/ca.pem"
print certificate "$folder/certificate.pem"
print key "$folder/key.pem"
