package kubelet

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	stdx509 "crypto/x509"
	"encoding/pem"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	certificates "k8s.io/api/certificates/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func TestNodeHasTheFieldsThatAKubeletRegisters(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker, "machine:\n  nodeTaints: {dedicated: 'db:NoSchedule'}\n  nodeAnnotations: {example.org/rack: r1}\n")
	wanted, err := object(node, Capacity{CPU: "4", Memory: "8Gi"})
	if err != nil {
		t.Fatal(err)
	}
	if wanted.Name != node.Hostname || wanted.Status.Addresses[0].Address != "10.41.0.11" || wanted.Status.NodeInfo.KubeletVersion != "v1.36.3" {
		t.Errorf("node %v", wanted)
	}
	if taint := wanted.Spec.Taints[0]; taint.Key != "dedicated" || taint.Value != "db" || taint.Effect != "NoSchedule" {
		t.Errorf("taint %v", taint)
	}
	if wanted.Annotations["example.org/rack"] != "r1" || wanted.Annotations["kwok.x-k8s.io/node"] != "fake" {
		t.Errorf("annotations %v", wanted.Annotations)
	}
}

func TestControlPlaneIsTaintedUnlessSchedulable(t *testing.T) {
	for patch, want := range map[string]int{
		"machine: {}": 1,
		"cluster:\n  allowSchedulingOnControlPlanes: true\n": 0,
	} {
		node := machineconfigtest.Node(t, machine.TypeControlPlane, patch)
		if got := len(taints(node)); got != want {
			t.Errorf("%q: %d taints, want %d", patch, got, want)
		}
	}
}

func TestCapacityIsAQuantity(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	if _, err := object(node, Capacity{CPU: "four", Memory: "8Gi"}); err == nil {
		t.Error("cpu four was accepted")
	}
}

func TestServingCertificateIsSelfSignedWithoutRotation(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	if err := EnsureServingCertificate(context.Background(), node, fake.NewClientset()); err != nil {
		t.Fatal(err)
	}
	if !node.Root.Exists(servingPair+".crt") || hasSignedCertificate(node) {
		t.Error("want a self-signed certificate")
	}
}

func TestServingCertificateIsSignedByTheClusterWithRotation(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane, "machine:\n  kubelet:\n    extraArgs: {rotate-server-certificates: 'true'}\n")
	cluster := fake.NewClientset()
	requests := 0
	cluster.PrependReactor("create", "certificatesigningrequests", func(action clienttesting.Action) (bool, runtime.Object, error) {
		requests++
		request := action.(clienttesting.CreateAction).GetObject().(*certificates.CertificateSigningRequest)
		request.Name = "csr-1"
		if request.Spec.SignerName != certificates.KubeletServingSignerName || !slices.Contains(request.Spec.Usages, certificates.UsageServerAuth) {
			t.Errorf("request %v", request.Spec)
		}
		request.Status.Certificate = sign(t, node, request.Spec.Request)
		return true, request, cluster.Tracker().Add(request)
	})
	for range 2 {
		if err := EnsureServingCertificate(context.Background(), node, cluster); err != nil {
			t.Fatal(err)
		}
	}
	if !hasSignedCertificate(node) || requests != 1 {
		t.Errorf("serving %t after %d requests", hasSignedCertificate(node), requests)
	}
}

func sign(t *testing.T, node *machineconfig.Node, request []byte) []byte {
	t.Helper()
	authority, err := tls.X509KeyPair(node.Cluster().IssuingCA().Crt, node.Cluster().IssuingCA().Key)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(request)
	parsed, err := stdx509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	template := &stdx509.Certificate{
		SerialNumber: big.NewInt(1), Subject: parsed.Subject, DNSNames: parsed.DNSNames, IPAddresses: parsed.IPAddresses,
		NotBefore: time.Now().Add(-time.Minute), NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []stdx509.ExtKeyUsage{stdx509.ExtKeyUsageServerAuth},
	}
	der, err := stdx509.CreateCertificate(rand.Reader, template, authority.Leaf, parsed.PublicKey, authority.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}
