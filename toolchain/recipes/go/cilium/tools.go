//go:build tools

package tools

// The chart lies in this module; a package without dependencies holds it.
import (
	_ "github.com/cilium/cilium/pkg/u8proto"
)
