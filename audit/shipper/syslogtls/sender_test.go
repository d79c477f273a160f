package syslogtls

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/pki"
)

func TestManyBatchesHoldAtOneTime(t *testing.T) {
	r := newReceiver(t)
	s := r.sender(t, r.Authority, 500*time.Millisecond)
	began := time.Now()
	group := sync.WaitGroup{}
	for i := range 50 {
		group.Go(func() {
			if err := s.Send(t.Context(), []event.Line{line(fmt.Sprint("id-", i))}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if took := time.Since(began); took < s.config.Hold || took > 10*s.config.Hold {
		t.Errorf("50 batches took %v", took)
	}
	if len(r.open) != 1 || strings.Count(r.text(), "<110>1 ") != 50 {
		t.Errorf("%d connections, %s", len(r.open), r.text())
	}
}

func TestBatchIsNotDeliveredIfConnectionEndsWithinHold(t *testing.T) {
	r := newReceiver(t)
	s := r.sender(t, r.Authority, time.Minute)
	time.AfterFunc(200*time.Millisecond, r.breakAll)
	if err := s.Send(t.Context(), []event.Line{line("a")}); err == nil || !strings.Contains(err.Error(), "within 1m0s") {
		t.Fatal(err)
	}
	s.config.Hold = 50 * time.Millisecond
	if err := s.Send(t.Context(), []event.Line{line("a")}); err != nil {
		t.Errorf("on a new connection: %v", err)
	}
}

func TestRefusedCertificateIsNoticed(t *testing.T) {
	r := newReceiver(t)
	err := r.sender(t, pki.New(t), time.Minute).Send(t.Context(), []event.Line{line("a")})
	if err == nil || !strings.Contains(err.Error(), "tls: ") || r.text() != "" {
		t.Errorf("%v, received %q", err, r.text())
	}
}

func TestServerOfAnotherNameOrAuthorityIsRefused(t *testing.T) {
	r := newReceiver(t)
	s := r.sender(t, r.Authority, time.Second)
	s.security.ServerName = "other.example.net"
	if err := s.Send(t.Context(), []event.Line{line("a")}); err == nil || !strings.Contains(err.Error(), "other.example.net") {
		t.Error(err)
	}
	s.config.TLS.CAFile, s.config.TLS.ServerName = pki.New(t).File("ca.crt"), "siem.example.net"
	if err := s.Start(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), []event.Line{line("a")}); err == nil || !strings.Contains(err.Error(), "unknown authority") {
		t.Error(err)
	}
}

func TestConfigProblems(t *testing.T) {
	r := newReceiver(t)
	for want, change := range map[string]func(*Config){
		"hold is 0s; use 1s or more": func(c *Config) { c.Hold = 0 },
		"use HOST:PORT":              func(c *Config) { c.Endpoint = "siem" },
		"tls.certificate_file":       func(c *Config) { c.TLS.CertificateFile = "" },
		"max_event_bytes is 100":     func(c *Config) { c.MaxEventBytes = 100 },
	} {
		config := r.sender(t, r.Authority, time.Second).config
		change(config)
		if err := config.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, expected %s", err, want)
		}
	}
}
