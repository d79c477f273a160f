# stdin: secrets bundle. PATCHES: strategic merge patches, a YAML stream. stdout: one valid machine config.
cat > "$folder/secrets.yaml"
printf '%s\n' "$PATCHES" > "$folder/patches.yaml"
talosctl gen config "$CLUSTER" "$ENDPOINT" --with-secrets "$folder/secrets.yaml" \
  --talos-version "$TALOS_CONTRACT" --kubernetes-version "$KUBERNETES_VERSION" \
  --config-patch "@$folder/patches.yaml" --with-docs=false --with-examples=false \
  --output-types "$MACHINE_TYPE" --output "$folder/config.yaml" >&2
talosctl validate --strict --mode cloud --config "$folder/config.yaml" >&2
cat "$folder/config.yaml"
