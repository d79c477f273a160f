//go:build faults

package faults

// compare counts what a sink lacks and has more than once. Only the archive has large events whole.
func (l *lab) compare(sink string, ledger map[string]message, actual content) {
	missing, different, reduced, duplicates := 0, 0, 0, 0
	for id, written := range ledger {
		messages := actual[id]
		if len(messages) == 0 {
			missing++
			continue
		}
		duplicates += len(messages) - 1
		for _, one := range messages {
			switch {
			case one.digest == written.digest:
			case sink != "archive" && written.isLarge && one.isShort:
				reduced++
			default:
				different++
			}
		}
	}
	l.Logf("%s: %d events written, %d missing, %d different, %d duplicates, %d reduced, %d unreadable",
		sink, len(ledger), missing, different, duplicates, reduced, len(actual[""]))
	if missing+different > 0 {
		l.Errorf("%s lacks %d events, and has %d that differ", sink, missing, different)
	}
}

func (l *lab) report() {
	for _, one := range []*process{l.shipper, l.archive, l.store, l.receiver} {
		one.kill()
		l.Logf("%s: %d starts, CPU %v, at most %d MiB", one.name, one.starts, one.cpu, one.rss>>10)
	}
}
