package kubernetes

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"slices"
	"strings"
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	certificates "k8s.io/api/certificates/v1"

	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

const authentication = `
machine:
  files:
  - path: /var/etc/kubernetes/authentication.yaml
    permissions: 0o600
    op: create
    content: |
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
cluster:
  apiServer:
    certSANs: [198.51.100.32, api.staging.example.net]
    extraArgs:
      authentication-config: /etc/authn/authentication.yaml
    extraVolumes:
    - {hostPath: /var/etc/kubernetes, mountPath: /etc/authn, readonly: true}
`

func value(args []string, flag string) string {
	for _, argument := range args {
		if value, found := strings.CutPrefix(argument, "--"+flag+"="); found {
			return value
		}
	}
	return ""
}

func TestAPIServerHasTalosFlags(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, authentication)
	if err := node.WriteFiles(); err != nil {
		t.Fatal(err)
	}
	command, err := APIServer(node)
	if err != nil {
		t.Fatal(err)
	}
	for flag, want := range map[string]string{
		"advertise-address":        "10.41.0.11",
		"anonymous-auth":           "false",
		"authentication-config":    node.Root.Path("/var/etc/kubernetes/authentication.yaml"),
		"authorization-mode":       "Node,RBAC",
		"audit-log-path":           node.Root.Path(auditLog),
		"service-account-issuer":   "https://10.41.0.10:6443",
		"service-cluster-ip-range": "10.96.0.0/12",
		"tls-min-version":          "VersionTLS12",
	} {
		if got := value(command.Args, flag); got != want {
			t.Errorf("--%s=%s, want %s", flag, got, want)
		}
	}
	for _, file := range []string{value(command.Args, "encryption-provider-config"), value(command.Args, "admission-control-config-file"), value(command.Args, "audit-policy-file")} {
		if !node.Root.Exists(strings.TrimPrefix(file, string(node.Root))) {
			t.Errorf("%s was not written", file)
		}
	}
}

func TestAnonymousBlockDropsTheFlag(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, authentication)
	node.Root.Write("/var/etc/kubernetes/authentication.yaml", []byte("kind: AuthenticationConfiguration\nanonymous:\n  enabled: true\n"), 0o600)
	command, err := APIServer(node)
	if err != nil {
		t.Fatal(err)
	}
	if got := value(command.Args, "anonymous-auth"); got != "" {
		t.Errorf("--anonymous-auth=%s beside an anonymous block", got)
	}
}

func TestServingCertificateContainsTheNames(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, authentication)
	if _, err := APIServer(node); err != nil {
		t.Fatal(err)
	}
	content, _ := node.Root.Read(apiServerSecrets + "apiserver.crt")
	block, _ := pem.Decode(content)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"10.41.0.10", "10.41.0.11", "10.96.0.1", "127.0.0.1", "198.51.100.32", "api.staging.example.net", "kubernetes.default.svc.cluster.local", "localhost"} {
		if err := certificate.VerifyHostname(name); err != nil {
			t.Error(err)
		}
	}
}

func TestSecretsAreEncryptedWithSecretboxFirst(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane)
	resources := encryption(node)["resources"].([]object)
	providers := resources[0]["providers"].([]object)
	if len(providers) != 2 || providers[0]["secretbox"] == nil || providers[1]["identity"] == nil {
		t.Errorf("providers %v", providers)
	}
}

func TestManifestsContainBootstrapAndInlineManifests(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, "cluster:\n  inlineManifests:\n  - {name: extra, contents: 'kind: Namespace'}\n")
	manifests, err := Manifests(node)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(manifests[0], "bootstrap-token-"+node.Cluster().Token().ID()) || !slices.Contains(manifests, "kind: Namespace") {
		t.Errorf("manifests %q", manifests)
	}
	if slices.Contains(manifests, ciliumDefinitions) {
		t.Error("definitions of Cilium without Cilium")
	}
}

func TestManifestsContainDefinitionsOfCilium(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, "cluster:\n  inlineManifests:\n  - {name: cilium, contents: 'kind: DaemonSet'}\n")
	manifests, err := Manifests(node)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(manifests[1:], []string{"kind: DaemonSet", ciliumDefinitions}) {
		t.Errorf("manifests %q", manifests)
	}
}

func TestConflictsAreIgnored(t *testing.T) {
	conflict := "role.rbac serverside-applied\nerror: Apply failed with 1 conflict: conflict with \"kubectl\": .rules\n"
	if !onlyConflicts(conflict) {
		t.Error("a conflict is an error")
	}
	for _, output := range []string{"error: connection refused\n", conflict + "error: no matches for kind \"X\"\n"} {
		if onlyConflicts(output) {
			t.Errorf("%q is taken for a conflict", output)
		}
	}
}

func TestAKubeletIsApprovedForItsOwnNameOnly(t *testing.T) {
	for user, want := range map[string]bool{"system:node:worker-1": true, "system:node:worker-2": false, "alice": false} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		subject := pkix.Name{CommonName: "system:node:worker-1", Organization: []string{"system:nodes"}}
		der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: subject}, key)
		if err != nil {
			t.Fatal(err)
		}
		request := &certificates.CertificateSigningRequest{}
		request.Spec.Username = user
		request.Spec.Request = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: der})
		if got := isForOwnNode(request); got != want {
			t.Errorf("%s: %t, want %t", user, got, want)
		}
	}
}
