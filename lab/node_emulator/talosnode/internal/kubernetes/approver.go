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

	"slipway/lab/nodes/internal/machineconfig"
)

// approver is the service account of the program that approves kubelets' serving certificates.
const approver = "system:serviceaccount:kube-system:kubelet-serving-cert-approver"

// ApproveKubelets plays that program, whose pods are only shells here: with its service account's rights, so where the
// cluster has no such account nothing is approved.
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
		if len(request.Status.Conditions) > 0 || !ofItsOwnNode(&request) {
			continue
		}
		request.Status.Conditions = append(request.Status.Conditions, certificates.CertificateSigningRequestCondition{
			Type: certificates.CertificateApproved, Status: core.ConditionTrue, Reason: "KubeletServing", Message: "the node asked for itself",
		})
		_, err := requests.UpdateApproval(ctx, request.Name, &request, metav1.UpdateOptions{})
		if err != nil && !apierrors.IsConflict(err) { // another control plane may be faster
			return err
		}
		log.Printf("approved %s of %s", request.Name, request.Spec.Username)
	}
	return nil
}

// ofItsOwnNode tells whether a node asks for a certificate of its own name.
func ofItsOwnNode(request *certificates.CertificateSigningRequest) bool {
	block, _ := pem.Decode(request.Spec.Request)
	if block == nil {
		return false
	}
	parsed, err := x509.ParseCertificateRequest(block.Bytes)
	return err == nil && parsed.Subject.CommonName == request.Spec.Username &&
		strings.HasPrefix(request.Spec.Username, "system:node:") && slices.Equal(parsed.Subject.Organization, []string{"system:nodes"})
}
