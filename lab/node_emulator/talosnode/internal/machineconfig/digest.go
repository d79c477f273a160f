package machineconfig

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
)

// Digest identifies parts of a config: values, and structs of Talos' config types.
func Digest(parts ...any) (string, error) {
	content, err := encoder.NewEncoder(parts, encoder.WithComments(encoder.CommentsDisabled)).Encode()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}
