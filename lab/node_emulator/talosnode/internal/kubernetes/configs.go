package kubernetes

import (
	"os"
	"path/filepath"

	"sigs.k8s.io/yaml"

	"slipway/lab/talosnode/internal/machineconfig"
)

type object = map[string]any

// writeAPIServerConfigs writes the machine config's audit policy, admission control and encryption at rest.
func writeAPIServerConfigs(node *machineconfig.Node) error {
	for path, content := range map[string]any{
		apiServerConfig + "auditpolicy.yaml":              node.Cluster().APIServer().AuditPolicy(),
		apiServerConfig + "admission-control-config.yaml": admission(node),
		apiServerSecrets + "encryptionconfig.yaml":        encryption(node),
	} {
		text, err := yaml.Marshal(content)
		if err != nil {
			return err
		}
		if err := node.Root.Write(path, text, 0o600); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Dir(node.Root.Path(auditLog)), 0o700)
}

func admission(node *machineconfig.Node) object {
	plugins := []object{}
	for _, plugin := range node.Cluster().APIServer().AdmissionControl() {
		plugins = append(plugins, object{"name": plugin.Name(), "configuration": plugin.Configuration()})
	}
	return object{"apiVersion": "apiserver.config.k8s.io/v1", "kind": "AdmissionConfiguration", "plugins": plugins}
}

// encryption encrypts Secrets with the config's keys, secretbox first; identity at the end reads unencrypted ones.
func encryption(node *machineconfig.Node) object {
	providers := []object{}
	if secret := node.Cluster().SecretboxEncryptionSecret(); secret != "" {
		providers = append(providers, object{"secretbox": object{"keys": []object{{"name": "key2", "secret": secret}}}})
	}
	if secret := node.Cluster().AESCBCEncryptionSecret(); secret != "" {
		providers = append(providers, object{"aescbc": object{"keys": []object{{"name": "key1", "secret": secret}}}})
	}
	return object{
		"apiVersion": "apiserver.config.k8s.io/v1",
		"kind":       "EncryptionConfiguration",
		"resources":  []object{{"resources": []string{"secrets"}, "providers": append(providers, object{"identity": object{}})}},
	}
}
