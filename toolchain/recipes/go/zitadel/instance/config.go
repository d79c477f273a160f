// Package instance connects the provider to a Zitadel instance.
package instance

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/zitadel/oidc/v3/pkg/client/profile"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"golang.org/x/oauth2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
)

// organizationHeader selects the organization of a call.
const organizationHeader = "x-zitadel-orgid"

// Config is the configuration of the provider.
type Config struct {
	Domain         string  `pulumi:"domain"`
	Insecure       *bool   `pulumi:"insecure,optional"`
	Port           *string `pulumi:"port,optional"`
	Token          *string `pulumi:"token,optional"`
	JwtProfileFile *string `pulumi:"jwtProfileFile,optional"`
	JwtProfileJson *string `pulumi:"jwtProfileJson,optional"`

	management management.ManagementServiceClient
}

// Configure signs in as the service user of the key.
func (c *Config) Configure(ctx context.Context) error {
	tokens, err := c.tokens(ctx)
	if err != nil {
		return err
	}
	connection, err := grpc.NewClient(c.address(), grpc.WithTransportCredentials(c.transport()), grpc.WithUnaryInterceptor(authorize(tokens)))
	if err != nil {
		return err
	}
	c.management = management.NewManagementServiceClient(connection)
	return nil
}

// Management returns the client of the management API, and the context of calls in an organization.
func (c *Config) Management(ctx context.Context, organization *string) (management.ManagementServiceClient, context.Context) {
	if organization != nil && *organization != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, organizationHeader, *organization)
	}
	return c.management, ctx
}

func (c *Config) tokens(ctx context.Context) (oauth2.TokenSource, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	scopes := []string{"openid", "urn:zitadel:iam:org:project:id:zitadel:aud"}
	source, err := profile.NewJWTProfileTokenSource(ctx, c.issuer(), key.UserID, key.KeyID, []byte(key.Key), scopes)
	if err != nil {
		return nil, fmt.Errorf("cannot sign in to %s: %w", c.issuer(), err)
	}
	return oauth2.ReuseTokenSource(nil, source), nil
}

func (c *Config) key() (*keyFile, error) {
	switch {
	case c.JwtProfileJson != nil:
		return parseKey([]byte(*c.JwtProfileJson))
	case c.JwtProfileFile != nil:
		return readKey(*c.JwtProfileFile)
	case c.Token != nil:
		return readKey(*c.Token)
	}
	return nil, errors.New("either 'jwtProfileFile' or 'jwtProfileJson' is required")
}

func readKey(path string) (*keyFile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseKey(text)
}

func (c *Config) issuer() string {
	scheme := "https://"
	if c.plain() {
		scheme = "http://"
	}
	if c.Port == nil {
		return scheme + c.Domain
	}
	return scheme + net.JoinHostPort(c.Domain, *c.Port)
}

func (c *Config) address() string {
	port := "443"
	if c.plain() {
		port = "80"
	}
	if c.Port != nil {
		port = *c.Port
	}
	return net.JoinHostPort(c.Domain, port)
}

func (c *Config) plain() bool { return c.Insecure != nil && *c.Insecure }

func (c *Config) transport() credentials.TransportCredentials {
	if c.plain() {
		return insecure.NewCredentials()
	}
	return credentials.NewTLS(nil)
}

func authorize(tokens oauth2.TokenSource) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		token, err := tokens.Token()
		if err != nil {
			return err
		}
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", token.Type()+" "+token.AccessToken)
		return invoke(ctx, method, request, reply, connection, options...)
	}
}
