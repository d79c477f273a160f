package api

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/app"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/message"
)

const (
	code     = app.OIDCGrantType_OIDC_GRANT_TYPE_AUTHORIZATION_CODE
	implicit = app.OIDCGrantType_OIDC_GRANT_TYPE_IMPLICIT
	device   = app.OIDCGrantType_OIDC_GRANT_TYPE_DEVICE_CODE
	native   = app.OIDCAppType_OIDC_APP_TYPE_NATIVE
)

// hasRequiredGrants: a code needs the grant of codes, or of devices; tokens without a code need the implicit grant.
func hasRequiredGrants(config *app.OIDCConfig) bool {
	grants := config.GetGrantTypes()
	for _, one := range config.GetResponseTypes() {
		byCode := slices.Contains(grants, code) || slices.Contains(grants, device)
		if one == app.OIDCResponseType_OIDC_RESPONSE_TYPE_CODE && !byCode {
			return false
		}
		if one != app.OIDCResponseType_OIDC_RESPONSE_TYPE_CODE && !slices.Contains(grants, implicit) {
			return false
		}
	}
	return true
}

// setCompliance reports what Zitadel accepts with a warning. Keys are Zitadel's; source: its domain of OIDC applications.
func setCompliance(config *app.OIDCConfig) {
	problems := redirectProblems(config)
	if config.GetAppType() != app.OIDCAppType_OIDC_APP_TYPE_WEB && config.GetAuthMethodType() != app.OIDCAuthMethodType_OIDC_AUTH_METHOD_TYPE_NONE {
		kind := "UserAgent"
		if config.GetAppType() == native {
			kind = "Native"
		}
		problems = append(problems, "Application.OIDC.V1."+kind+".AuthMethodType.NotNone")
	}
	config.NoneCompliant, config.ComplianceProblems = len(problems) > 0, nil
	for _, key := range problems {
		config.ComplianceProblems = append(config.ComplianceProblems, &message.LocalizedMessage{Key: key, LocalizedMessage: key})
	}
}

func redirectProblems(config *app.OIDCConfig) []string {
	uris, grants := config.GetRedirectUris(), config.GetGrantTypes()
	var problems []string
	if len(uris) == 0 && (slices.Contains(grants, code) || !slices.Contains(grants, device)) {
		problems = append(problems, "Application.OIDC.V1.NoRedirectUris")
	}
	if config.GetAppType() == native && slices.ContainsFunc(uris, isRemoteHTTP) {
		problems = append(problems, "Application.OIDC.V1.Native.RedirectUris.MustBeHttpLocalhost")
	}
	if config.GetAppType() == app.OIDCAppType_OIDC_APP_TYPE_USER_AGENT && slices.ContainsFunc(uris, isHTTP) {
		problems = append(problems, "Application.OIDC.V1.Code.RedirectUris.HttpOnlyForWeb")
	}
	if config.GetAppType() != native && slices.ContainsFunc(uris, isCustom) {
		problems = append(problems, "Application.OIDC.V1.Code.RedirectUris.CustomOnlyForNative")
	}
	return problems
}

func isHTTP(uri string) bool { return strings.HasPrefix(uri, "http://") }

func isCustom(uri string) bool { return !isHTTP(uri) && !strings.HasPrefix(uri, "https://") }

func isRemoteHTTP(uri string) bool {
	parsed, err := url.ParseRequestURI(uri)
	if err != nil {
		return true
	}
	if parsed.Scheme != "http" || parsed.Hostname() == "localhost" {
		return false
	}
	address, err := netip.ParseAddr(parsed.Hostname())
	return err != nil || !address.IsLoopback()
}
