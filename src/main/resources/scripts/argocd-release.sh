# stdin: secrets bundle. Applies Argo CD's release manifest, whose digest is SHA256, and SETTINGS, the objects of this
# stack as JSON, and waits until every workload runs. Idempotent. No object is deleted but those that the former release
# had and this one has not, and the password of an administrator that a former release made; a CustomResourceDefinition
# never is, because all its objects would go with it.
cat > "$folder/secrets.yaml"
kubernetes_access
kube() { kubectl --kubeconfig "$folder/kubeconfig" --namespace argocd "$@"; }
apply() { kube apply --server-side --force-conflicts --output name "$@"; }
sha256() { if command -v sha256sum; then sha256sum "$1"; else shasum -a 256 "$1"; fi | awk 'END { print $1 }'; }

# The program has verified the file and stored it here; a state with its text would have megabytes.
manifest="${XDG_CACHE_HOME:-$HOME/.cache}/slipway/manifests/$SHA256.yaml"
cp "$manifest" "$folder/manifest.yaml"
if [ "$(sha256 "$folder/manifest.yaml")" != "$SHA256" ]; then
  echo "$manifest has another SHA-256 digest than its name; delete it: rm $manifest" >&2
  exit 1
fi

apply --field-manager slipway --filename "$folder/manifest.yaml" > "$folder/applied"
sort "$folder/applied" > "$folder/objects"
# kubectl wait fails on a definition without conditions, which a new one is for a moment. An established one is not served at once.
# Cilium's operator creates its definitions; without the policy for the API server the default-deny policy would cut Argo CD off.
established() {
  for kind in appprojects.argoproj.io ciliumnetworkpolicies.cilium.io; do
    kube wait --for condition=established --timeout 10s "customresourcedefinition/$kind" && kube get "$kind" || return 1
  done
}
deadline=$(($(date +%s) + TIMEOUT))
until established > "$folder/established" 2>&1; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    cat "$folder/established" >&2
    exit 1
  fi
  sleep 1
done
# Some fields of a StatefulSet of the release are among them. kubectl expects whole objects; the API server validates the merged one.
printf '%s' "$SETTINGS" | apply --field-manager slipway-settings --validate=false --filename - >&2
# Argo CD's API server makes this key, and its controllers refuse to work without one: "server.secretkey is missing".
if [ -z "$(kube get secret argocd-secret --output 'jsonpath={.data.server\.secretkey}')" ]; then
  printf '{"stringData": {"server.secretkey": "%s"}}' "$(head -c 32 /dev/urandom | base64)" > "$folder/session-key.json"
  kube patch secret argocd-secret --patch-file "$folder/session-key.json" >&2
fi

# Pulumi applied these objects in former versions. Fields that only it owns would stay when a newer release drops them.
former_owners() {
  # shellcheck disable=SC2016 # $object is a variable of the template
  kube get --filename "$folder/manifest.yaml" --show-managed-fields --output go-template='{{range .items}}{{$object := .}}{{
    range $index, $entry := .metadata.managedFields}}{{if eq (printf "%.17s" $entry.manager) "pulumi-kubernetes"}}{{
    $object.kind}} {{$object.metadata.name}} {{$index}}{{"\n"}}{{end}}{{end}}{{end}}' > "$folder/owners"
  awk '!seen[$1, $2]++' "$folder/owners" > "$folder/former_owners"
}
former_owners
while [ -s "$folder/former_owners" ]; do
  while read -r kind object index; do
    kube patch "$kind" "$object" --type json --patch '[{"op": "remove", "path": "/metadata/managedFields/'"$index"'"}]' >&2
  done < "$folder/former_owners"
  former_owners
done

kube get configmap slipway-release --ignore-not-found --output 'jsonpath={.data.objects}' > "$folder/recorded"
sort "$folder/recorded" > "$folder/former_objects"
comm -13 "$folder/objects" "$folder/former_objects" | { grep -v '^customresourcedefinition' || :; } > "$folder/surplus"
while read -r object; do
  kube delete "$object" --ignore-not-found >&2
done < "$folder/surplus"
kube delete secret argocd-initial-admin-secret --ignore-not-found >&2
kube create configmap slipway-release --dry-run=client --output yaml --from-file "objects=$folder/objects" |
  apply --field-manager slipway-settings --filename - >&2

grep -E '^(deployment|statefulset)\.apps/' "$folder/objects" > "$folder/workloads"
while read -r workload; do
  kube rollout status "$workload" --timeout "${TIMEOUT}s" >&2
done < "$folder/workloads"
