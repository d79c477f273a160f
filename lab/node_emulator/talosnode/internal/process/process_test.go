package process

import (
	"slices"
	"testing"
)

func TestMergeAddsOverridesAndRejects(t *testing.T) {
	flags := Flags{"enable-admission-plugins": "NodeRestriction", "audit-log-maxage": "30"}
	extra := map[string][]string{"enable-admission-plugins": {"PodNodeSelector"}, "audit-log-maxage": {"7"}, "v": {"2"}}
	if err := flags.Merge(extra, "etcd-servers"); err != nil {
		t.Fatal(err)
	}
	want := []string{"--audit-log-maxage=7", "--enable-admission-plugins=NodeRestriction,PodNodeSelector", "--v=2"}
	if got := flags.Args(func(value string) string { return value }); !slices.Equal(got, want) {
		t.Errorf("args %q, want %q", got, want)
	}
	if err := flags.Merge(map[string][]string{"etcd-servers": {"https://elsewhere:2379"}}, "etcd-servers"); err == nil {
		t.Error("a flag that Talos sets itself was accepted")
	}
	if err := flags.Merge(map[string][]string{"tls-sni-cert-key": {"a", "b"}}); err == nil {
		t.Error("two values of one flag were accepted")
	}
}
