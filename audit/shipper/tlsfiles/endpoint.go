package tlsfiles

import (
	"fmt"
	"net"
	"net/url"
)

// Endpoint parses the URL of a server. Plain HTTP is accepted on loopback only.
func Endpoint(key, text string) (*url.URL, error) {
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || (address.Scheme != "https" && address.Scheme != "http") {
		return nil, fmt.Errorf("%s is %q; use https://HOST[:PORT]", key, text)
	}
	if ip := net.ParseIP(address.Hostname()); address.Scheme == "http" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("%s is %q: http is allowed with a loopback address only; use https", key, text)
	}
	return address, nil
}
