//go:build tools

package tools

import _ "github.com/brancz/kube-rbac-proxy/cmd/kube-rbac-proxy"
