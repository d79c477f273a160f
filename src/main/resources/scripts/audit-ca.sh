# stdout: lines "NAME BASE64": the key and the certificate of a new authority for the audit events of ENVIRONMENT. YEARS: how long it is valid.
days=$((YEARS * 365))
cat > "$folder/config" <<END
[req]
distinguished_name = name
prompt = no
x509_extensions = authority
[name]
O = $ENVIRONMENT
CN = audit events
[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
END
print() { echo "$1 $(base64 < "$2" | tr -d '\n')"; }
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/ca.key" 2>/dev/null
openssl req -x509 -new -config "$folder/config" -key "$folder/ca.key" -sha256 -days "$days" -out "$folder/ca.pem"
print ca-key "$folder/ca.key"
print ca "$folder/ca.pem"
