package main

import (
	"net/http"
	"net/url"
	"time"
)

const (
	loginPath   = "/ui/login/login"
	codePath    = "/ui/login/mfa"
	confirmPath = "/ui/login/confirm"
	devicePath  = "/device"
)

// pages are what a person sees: login, second factor, the confirmation with the person's name and roles, and the entry of a device's code.
type pages struct {
	users  *users
	logins *logins
}

func (p *pages) register(mux *http.ServeMux) {
	mux.HandleFunc("GET "+loginPath, p.showLogin)
	mux.HandleFunc("POST "+loginPath, p.checkPassword)
	mux.HandleFunc("POST "+codePath, p.checkCode)
	mux.HandleFunc("POST "+confirmPath, p.confirm)
	mux.HandleFunc("GET "+devicePath, p.showDevice)
	mux.HandleFunc("POST "+devicePath, p.enterUserCode)
}

func (p *pages) showLogin(w http.ResponseWriter, r *http.Request) {
	if one := p.login(w, r.FormValue("authRequestID")); one != nil {
		show(w, "password", one, "")
	}
}

func (p *pages) checkPassword(w http.ResponseWriter, r *http.Request) {
	one := p.login(w, r.PostFormValue("login"))
	if one == nil {
		return
	}
	known, err := p.users.withPassword(r.PostFormValue("name"), r.PostFormValue("password"))
	if err == nil && one.client.project.roleCheck && len(known.Grants[one.client.project.id]) == 0 {
		err = errNoGrant
	}
	if err != nil {
		show(w, "password", one, err.Error())
		return
	}
	p.logins.update(func() { one.user, one.factors, one.authTime = known, 1, time.Now() })
	if known.TOTP != "" {
		show(w, "code", one, "")
		return
	}
	show(w, "confirm", one, "")
}

func (p *pages) checkCode(w http.ResponseWriter, r *http.Request) {
	one := p.login(w, r.PostFormValue("login"))
	if one == nil {
		return
	}
	if one.user == nil {
		show(w, "password", one, "Enter your password first")
		return
	}
	if err := p.users.checkCode(one.user, r.PostFormValue("code"), time.Now()); err != nil {
		show(w, "code", one, err.Error())
		return
	}
	p.logins.update(func() { one.factors, one.authTime = 2, time.Now() })
	show(w, "confirm", one, "")
}

// confirm ends a sign-in: a browser returns to the program that opened it; a device learns it when it asks next.
func (p *pages) confirm(w http.ResponseWriter, r *http.Request) {
	one := p.login(w, r.PostFormValue("login"))
	if one == nil {
		return
	}
	if !one.isComplete() {
		show(w, "password", one, "The sign-in is not complete")
		return
	}
	denied := r.PostFormValue("answer") == "deny"
	p.logins.update(func() { one.done, one.denied = !denied, denied })
	switch {
	case one.device == nil:
		http.Redirect(w, r, callbackPath+"?id="+url.QueryEscape(one.id), http.StatusSeeOther)
	case denied:
		render(w, http.StatusOK, "end", view{Text: "Access denied. You can close this window."})
	default:
		render(w, http.StatusOK, "end", view{User: one.user.email, Text: "Return to the device. You can close this window."})
	}
}

func (p *pages) showDevice(w http.ResponseWriter, r *http.Request) {
	render(w, http.StatusOK, "device", view{UserCode: r.FormValue("user_code")})
}

func (p *pages) enterUserCode(w http.ResponseWriter, r *http.Request) {
	code := r.PostFormValue("user_code")
	one, err := p.logins.withUserCode(code)
	if err != nil {
		render(w, http.StatusBadRequest, "device", view{UserCode: code, Error: err.Error()})
		return
	}
	http.Redirect(w, r, one.client.LoginURL(one.id), http.StatusSeeOther)
}

// login returns a login, or nil after it has shown that there is none.
func (p *pages) login(w http.ResponseWriter, id string) *login {
	one, err := p.logins.withID(id)
	if err != nil {
		render(w, http.StatusBadRequest, "end", view{Error: err.Error()})
		return nil
	}
	return one
}

// isComplete is false while a factor that the user has was not checked.
func (l *login) isComplete() bool {
	return l.user != nil && (l.user.TOTP == "" || l.factors == 2)
}
