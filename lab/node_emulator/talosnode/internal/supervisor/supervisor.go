// Package supervisor controls a machine's processes through the lab's supervisord (XML-RPC over its Unix socket).
package supervisor

import (
	"context"
	"encoding/xml"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// defaultSocket is the socket of the lab's supervisord.
const defaultSocket = "/run/lab/supervisor.sock"

// startNow is startProcess's second parameter: do not wait until the program runs.
const startNow = "<param><value><boolean>0</boolean></value></param>"

// Group is the machine's group of programs.
type Group struct {
	name string
	http *http.Client
}

// New returns the group of that name.
func New(name string) *Group {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socket())
	}
	return &Group{name: name, http: &http.Client{Transport: &http.Transport{DialContext: dial}, Timeout: 60 * time.Second}}
}

func socket() string {
	if path := os.Getenv("LAB_SUPERVISOR"); path != "" {
		return path
	}
	return defaultSocket
}

// State returns supervisord's state of a program: RUNNING, STARTING, STOPPED, BACKOFF, EXITED, FATAL ...
func (g *Group) State(ctx context.Context, program string) (string, error) {
	answer, err := g.call(ctx, "supervisor.getProcessInfo", program, "")
	if err != nil {
		return "", err
	}
	for _, member := range answer.Members {
		if member.Name == "statename" {
			return strings.TrimSpace(member.Value.String + member.Value.Text), nil
		}
	}
	return "", fmt.Errorf("supervisord returned no state of %s:%s", g.name, program)
}

// Ensure starts the programs that are not running, in order.
func (g *Group) Ensure(ctx context.Context, programs ...string) error {
	for _, program := range programs {
		state, err := g.State(ctx, program)
		if err != nil {
			return err
		}
		switch state {
		case "RUNNING", "STARTING", "BACKOFF", "STOPPING":
			continue
		}
		if _, err := g.call(ctx, "supervisor.startProcess", program, startNow); err != nil && !strings.Contains(err.Error(), "ALREADY_STARTED") {
			return err
		}
	}
	return nil
}

// Stop stops the running programs, in order, and waits for each.
func (g *Group) Stop(ctx context.Context, programs ...string) error {
	for _, program := range programs {
		state, err := g.State(ctx, program)
		if err != nil {
			return err
		}
		if state != "RUNNING" && state != "STARTING" && state != "BACKOFF" {
			continue
		}
		if _, err := g.call(ctx, "supervisor.stopProcess", program, ""); err != nil && !strings.Contains(err.Error(), "NOT_RUNNING") {
			return err
		}
	}
	return nil
}

type value struct {
	Text    string   `xml:",chardata"`
	String  string   `xml:"string"`
	Members []member `xml:"struct>member"`
}

type member struct {
	Name  string `xml:"name"`
	Value value  `xml:"value"`
}

type response struct {
	Value value `xml:"params>param>value"`
	Fault value `xml:"fault>value"`
}

func (g *Group) call(ctx context.Context, method, program, more string) (value, error) {
	body := fmt.Sprintf("<?xml version='1.0'?><methodCall><methodName>%s</methodName><params><param><value><string>%s:%s</string></value></param>%s</params></methodCall>",
		method, g.name, program, more)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://supervisor/RPC2", strings.NewReader(body))
	if err != nil {
		return value{}, err
	}
	request.Header.Set("Content-Type", "text/xml")
	reply, err := g.http.Do(request)
	if err != nil {
		return value{}, fmt.Errorf("supervisord at %s: %w", socket(), err)
	}
	defer reply.Body.Close()
	var answer response
	if err := xml.NewDecoder(reply.Body).Decode(&answer); err != nil {
		return value{}, fmt.Errorf("supervisord's answer to %s %s:%s: %s: %w", method, g.name, program, reply.Status, err)
	}
	for _, member := range answer.Fault.Members {
		if member.Name == "faultString" {
			return value{}, fmt.Errorf("supervisord: %s %s:%s: %s", method, g.name, program, member.Value.String+member.Value.Text)
		}
	}
	return answer.Value, nil
}
