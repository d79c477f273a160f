package main

import (
	_ "embed"
	"html/template"
	"log"
	"net/http"
	"strings"
)

//go:embed pages.html
var markup string

var templates = template.Must(template.New("").Parse(markup))

// view is the content of a page. Tests read the elements with the ids of pages.html.
type view struct {
	Login       string // id of the login
	Application string
	User        string
	Roles       string
	UserCode    string
	Device      bool
	Error       string
	Text        string
}

func show(w http.ResponseWriter, page string, one *login, problem string) {
	content := view{Login: one.id, Application: one.client.name, Device: one.device != nil, Error: problem}
	if one.user != nil {
		content.User = one.user.email
		content.Roles = strings.Join(one.user.Grants[one.client.project.id], ", ")
	}
	status := http.StatusOK
	if problem != "" {
		status = http.StatusUnauthorized
	}
	render(w, status, page, content)
}

func render(w http.ResponseWriter, status int, page string, content view) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := templates.ExecuteTemplate(w, page, content); err != nil {
		log.Print(err)
	}
}
