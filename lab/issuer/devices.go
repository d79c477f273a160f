package main

import (
	"errors"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
)

var errDeviceCode = errors.New("Code is unknown or has expired")

// device is a program that cannot open a browser.
type device struct {
	code     string // secret of the program
	userCode string // that the person enters
	expires  time.Time
}

// withUserCode finds the login of a device by the code that a person entered, in any case.
func (l *logins) withUserCode(code string) (*login, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, one := range l.devices {
		open := !one.done && !one.denied && time.Now().Before(one.device.expires)
		if open && strings.EqualFold(one.device.userCode, strings.TrimSpace(code)) {
			return one, nil
		}
	}
	return nil, errDeviceCode
}

// pollDevice returns the state of a device's sign-in. Its code ends when the device learns that the person confirmed.
func (l *logins) pollDevice(clientID, code string) (*op.DeviceAuthorizationState, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	one := l.devices[code]
	if one == nil || one.client.id != clientID {
		return nil, errors.New("Errors.DeviceAuth.NotFound")
	}
	state := &op.DeviceAuthorizationState{
		ClientID: clientID, Audience: one.GetAudience(), Scopes: one.scopes, Expires: one.device.expires, Done: one.done, Denied: one.denied,
	}
	if one.done {
		state.Subject, state.AMR, state.AuthTime = one.GetSubject(), one.GetAMR(), one.authTime
	}
	if one.done || one.denied {
		delete(l.devices, code)
		delete(l.all, one.id)
	}
	return state, nil
}
