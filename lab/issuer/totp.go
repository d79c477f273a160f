package main

import (
	"errors"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

const totpPeriod = 30 // seconds, the default of authenticator apps

var (
	errCode     = errors.New("Code is invalid")
	errCodeUsed = errors.New("Code was already used; wait for the next one")
)

// checkCode accepts a TOTP code of this period or one beside it, and each code once (RFC 6238, section 5.2).
func (u *users) checkCode(one *user, code string, now time.Time) error {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	options := totp.ValidateOpts{Period: totpPeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}
	step := now.Unix() / totpPeriod
	for candidate := step - 1; candidate <= step+1; candidate++ {
		valid, err := totp.ValidateCustom(code, one.TOTP, time.Unix(candidate*totpPeriod, 0), options)
		if err != nil || !valid {
			continue
		}
		if candidate <= one.lastStep {
			return errCodeUsed
		}
		one.lastStep = candidate
		return nil
	}
	return errCode
}
