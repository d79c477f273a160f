package workload

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	authentication "k8s.io/api/authentication/v1"
	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"
	clientauthentication "k8s.io/client-go/pkg/apis/clientauthentication/v1"

	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/machineconfig"
)

// tokenSeconds is the lifetime that a kubelet requests for a pod's token.
const tokenSeconds = 3607

// WriteToken requests a token bound to a pod on this machine, as a kubelet does, and writes it as an ExecCredential.
func WriteToken(ctx context.Context, node *machineconfig.Node, namespace, serviceAccount string, out io.Writer) error {
	access, err := kubelet.Client(ctx, node)
	if err != nil {
		return err
	}
	pods, err := podsHere(ctx, node, access, namespace)
	if err != nil {
		return err
	}
	pod, err := podOf(pods, serviceAccount)
	if err != nil {
		return fmt.Errorf("token in %s on %s: %w", namespace, node.Hostname, err)
	}
	token, err := requestToken(ctx, access, pod, tokenSeconds)
	if err != nil {
		return fmt.Errorf("token of %s/%s bound to the pod %s: %w", namespace, pod.Spec.ServiceAccountName, pod.Name, err)
	}
	return json.NewEncoder(out).Encode(clientauthentication.ExecCredential{
		TypeMeta: metav1.TypeMeta{APIVersion: clientauthentication.SchemeGroupVersion.String(), Kind: "ExecCredential"},
		Status:   &clientauthentication.ExecCredentialStatus{Token: token.Status.Token, ExpirationTimestamp: &token.Status.ExpirationTimestamp},
	})
}

// podOf returns a pod of the service account: a kubelet gets tokens for its own pods only.
func podOf(pods []core.Pod, serviceAccount string) (*core.Pod, error) {
	found := slices.IndexFunc(pods, func(pod core.Pod) bool {
		return pod.Spec.ServiceAccountName == serviceAccount && pod.DeletionTimestamp == nil
	})
	if found < 0 {
		return nil, fmt.Errorf("no pod of the service account %s is bound to this machine", serviceAccount)
	}
	return &pods[found], nil
}

// requestToken requests a token for audiences; none means the API server's own.
func requestToken(ctx context.Context, access client.Interface, pod *core.Pod, seconds int64, audiences ...string) (*authentication.TokenRequest, error) {
	return access.CoreV1().ServiceAccounts(pod.Namespace).CreateToken(ctx, pod.Spec.ServiceAccountName, &authentication.TokenRequest{
		Spec: authentication.TokenRequestSpec{
			Audiences:         audiences,
			ExpirationSeconds: &seconds,
			BoundObjectRef:    &authentication.BoundObjectReference{APIVersion: "v1", Kind: "Pod", Name: pod.Name, UID: pod.UID},
		},
	}, metav1.CreateOptions{})
}
