# stdin: secrets bundle. Prints Argo CD's Applications as JSON, or why they cannot be read.
cat >"$folder/secrets.yaml"
kubernetes_access
if ! kube get applications.argoproj.io --namespace argocd --output json >"$folder/applications" 2>"$folder/error"; then
  reason
  exit 1
fi
cat "$folder/applications"
