package kubernetes

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"log"
	"slices"
	"strings"

	certificates "k8s.io/api/certificates/v1"
	core "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"slipway/lab/talosnode/internal/machineconfig"
)

// approver is the service account of the program that approves kubelets' serving certificates.
const approver = "system:serviceaccount:kube-system:kubelet-serving-cert-approver"

// ApproveKubelets does that program's work, because its pods run no processes here. It has the permissions of the program's
// service account, so in a cluster without the account nothing is approved.
func ApproveKubelets(ctx context.Context, node *machineconfig.Node) error {
	if !node.Root.Exists(AdminKubeconfig) {
		return nil
	}
	admin, err := node.Root.Read(AdminKubeconfig)
	if err != nil {
		return err
	}
	client, err := clientAs(admin, approver)
	if err != nil {
		return err
	}
	requests := client.CertificatesV1().CertificateSigningRequests()
	list, err := requests.List(ctx, metav1.ListOptions{FieldSelector: "spec.signerName=" + certificates.KubeletServingSignerName})
	if err != nil {
		if apierrors.IsForbidden(err) {
			return nil
		}
		return err
	}
	for _, request := range list.Items {
		if len(request.Status.Conditions) > 0 || !isForOwnNode(&request) {
			continue
		}
		request.Status.Conditions = append(request.Status.Conditions, certificates.CertificateSigningRequestCondition{
			Type: certificates.CertificateApproved, Status: core.ConditionTrue, Reason: "KubeletServing", Message: "the node requested a certificate for itself",
		})
		_, err := requests.UpdateApproval(ctx, request.Name, &request, metav1.UpdateOptions{})
		if err != nil && !apierrors.IsConflict(err) { // another control plane has approved it
			return err
		}
		log.Printf("approved %s of %s", request.Name, request.Spec.Username)
	}
	return nil
}

// isForOwnNode reports whether a node requests a certificate for its own name.
func isForOwnNode(request *certificates.CertificateSigningRequest) bool {
	block, _ := pem.Decode(request.Spec.Request)
	if block == nil {
		return false
	}
	parsed, err := x509.ParseCertificateRequest(block.Bytes)
	return err == nil && parsed.Subject.CommonName == request.Spec.Username &&
		strings.HasPrefix(request.Spec.Username, "system:node:") && slices.Equal(parsed.Subject.Organization, []string{"system:nodes"})
}
