package pki

import (
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// Kubeconfig renders a kubeconfig of one cluster and one user.
func Kubeconfig(cluster, server string, ca []byte, userName string, user *api.AuthInfo) ([]byte, error) {
	contextName := userName + "@" + cluster
	return clientcmd.Write(api.Config{
		Clusters:       map[string]*api.Cluster{cluster: {Server: server, CertificateAuthorityData: ca}},
		AuthInfos:      map[string]*api.AuthInfo{contextName: user},
		Contexts:       map[string]*api.Context{contextName: {Cluster: cluster, AuthInfo: contextName, Namespace: "default"}},
		CurrentContext: contextName,
	})
}

// ClientKubeconfig renders a kubeconfig with a client certificate issued by the cluster's CA.
func ClientKubeconfig(cluster, server string, ca *Pair, commonName string, organizations ...string) ([]byte, error) {
	pair, err := Client(ca, commonName, organizations...)
	if err != nil {
		return nil, err
	}
	return Kubeconfig(cluster, server, ca.Crt, commonName, &api.AuthInfo{ClientCertificateData: pair.Crt, ClientKeyData: pair.Key})
}
