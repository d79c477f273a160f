# stdin: secrets bundle; after a line "---" patches that are too long for an environment variable, if there are any.
# PATCHES: strategic merge patches, a YAML stream. stdout: user data, which is a valid machine config, gzip in base64.
awk -v folder="$folder" '!after && $0 == "---" { after = 1; next }
  { print > (folder "/" (after ? "manifests" : "secrets") ".yaml") }'
printf '%s\n' "$PATCHES" > "$folder/patches.yaml"
set --
[ ! -e "$folder/manifests.yaml" ] || set -- --config-patch "@$folder/manifests.yaml"
talosctl gen config "$CLUSTER" "$ENDPOINT" --with-secrets "$folder/secrets.yaml" \
  --talos-version "$TALOS_CONTRACT" --kubernetes-version "$KUBERNETES_VERSION" \
  --config-patch "@$folder/patches.yaml" "$@" --with-docs=false --with-examples=false \
  --output-types "$MACHINE_TYPE" --output "$folder/config.yaml" >&2
talosctl validate --strict --mode cloud --config "$folder/config.yaml" >&2
gzip -9 -n < "$folder/config.yaml" | base64 | tr -d '\n' > "$folder/user-data"
size=$(wc -c < "$folder/user-data")
if [ "$size" -gt "$LIMIT" ]; then
  echo "the user data has $size characters; Nova accepts at most $LIMIT" >&2
  exit 1
fi
cat "$folder/user-data"
