package main

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// browser follows redirects within the issuer and stops at those to a program on the own computer.
type browser struct {
	*testing.T
	issuer *issuer
	client *http.Client
	page   string
	at     *url.URL // the last page, or where the issuer sent the browser
}

func (i *issuer) browser(t *testing.T) *browser {
	jar, _ := cookiejar.New(nil)
	client := *i.client
	client.Jar = jar
	client.CheckRedirect = func(next *http.Request, _ []*http.Request) error {
		if !strings.HasPrefix(next.URL.String(), i.url) {
			return http.ErrUseLastResponse
		}
		return nil
	}
	return &browser{T: t, issuer: i, client: &client}
}

func (b *browser) read(response *http.Response, err error) *browser {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	b.page, b.at = body(response), response.Request.URL
	if location, err := response.Location(); err == nil {
		b.at = location
	}
	return b
}

func (b *browser) open(address string) *browser {
	b.Helper()
	return b.read(b.client.Get(address))
}

// send fills in the form of the page.
func (b *browser) send(fields ...string) *browser {
	b.Helper()
	values := url.Values{"login": {b.match(`name="login" value="([^"]*)"`)}}
	for i := 0; i < len(fields); i += 2 {
		values.Set(fields[i], fields[i+1])
	}
	return b.read(b.client.PostForm(b.issuer.url+b.match(`action="([^"]*)"`), values))
}

// text returns the content of the element with an id.
func (b *browser) text(id string) string { return b.match(`id="` + id + `"[^>]*>([^<]*)<`) }

func (b *browser) match(pattern string) string {
	if found := regexp.MustCompile(pattern).FindStringSubmatch(b.page); found != nil {
		return found[1]
	}
	return ""
}

func (b *browser) expect(id, text string) *browser {
	b.Helper()
	if b.text(id) != text {
		b.Fatalf("#%s is %q, expected %q:\n%s", id, b.text(id), text, b.page)
	}
	return b
}
