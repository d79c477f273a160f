package resources

import (
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/app"
	"google.golang.org/protobuf/types/known/durationpb"
)

// applicationValues are the settings that are texts in Pulumi and have a type in Zitadel.
type applicationValues struct {
	response []app.OIDCResponseType
	grants   []app.OIDCGrantType
	kind     app.OIDCAppType
	method   app.OIDCAuthMethodType
	version  app.OIDCVersion
	token    app.OIDCTokenType
	skew     *durationpb.Duration
}

func (in ApplicationOidcSettings) parse() (found applicationValues, err error) {
	if found.response, err = parseAll[app.OIDCResponseType]("responseTypes", in.ResponseTypes, app.OIDCResponseType_value); err != nil {
		return found, err
	}
	if found.grants, err = parseAll[app.OIDCGrantType]("grantTypes", in.GrantTypes, app.OIDCGrantType_value); err != nil {
		return found, err
	}
	if found.kind, err = parseOptional[app.OIDCAppType]("appType", in.AppType, app.OIDCAppType_value); err != nil {
		return found, err
	}
	if found.method, err = parseOptional[app.OIDCAuthMethodType]("authMethodType", in.AuthMethodType, app.OIDCAuthMethodType_value); err != nil {
		return found, err
	}
	if found.version, err = parseOptional[app.OIDCVersion]("version", in.Version, app.OIDCVersion_value); err != nil {
		return found, err
	}
	if found.token, err = parseOptional[app.OIDCTokenType]("accessTokenType", in.AccessTokenType, app.OIDCTokenType_value); err != nil {
		return found, err
	}
	if in.ClockSkew != nil {
		found.skew, err = duration("clockSkew", *in.ClockSkew)
	}
	return found, err
}

// parseOptional returns the first value of the enumeration if the field is not set, as the official provider does.
func parseOptional[E enum](field string, name *string, known map[string]int32) (E, error) {
	if name == nil {
		return 0, nil
	}
	return parse[E](field, *name, known)
}
