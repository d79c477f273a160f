package auditfile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"
)

// quiet is the time after which the end of a file counts as a line without its newline. An API server writes a line at once.
const quiet = time.Minute

// inode identifies a file while it is open.
type inode struct{ device, number uint64 }

func inodeOf(info os.FileInfo) inode {
	status := info.Sys().(*syscall.Stat_t)
	return inode{uint64(status.Dev), status.Ino}
}

// file is an open file, and how far it is read.
type file struct {
	*os.File
	identity string // digest of the first line, and inode; empty until the line is complete
	position int64
	maxLine  int
	buffer   []byte
}

// identify reads the first line. It returns false while that is not complete.
func (f *file) identify() (bool, error) {
	line, _, err := f.line(0)
	if err != nil || line == nil {
		return false, err
	}
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	f.identity = fmt.Sprintf("%x-%d", sha256.Sum256(line), inodeOf(info).number)
	return true, nil
}

// line returns the line at a position without its newline, and the position after it. The line is nil if it is not complete.
// A line longer than the limit is returned in parts.
func (f *file) line(at int64) ([]byte, int64, error) {
	for size := 4 << 10; ; size *= 2 {
		chunk, ended, err := f.read(at, min(size, f.maxLine+1))
		if err != nil {
			return nil, at, err
		}
		if end := bytes.IndexByte(chunk, '\n'); end >= 0 {
			return chunk[:end], at + int64(end) + 1, nil
		}
		if len(chunk) > f.maxLine {
			return chunk[:f.maxLine], at + int64(f.maxLine), nil
		}
		if ended {
			return f.unfinished(chunk, at)
		}
	}
}

// unfinished returns the end of a file as a line if the file is quiet.
func (f *file) unfinished(chunk []byte, at int64) ([]byte, int64, error) {
	info, err := f.Stat()
	if err != nil || len(chunk) == 0 || time.Since(info.ModTime()) < quiet {
		return nil, at, err
	}
	return chunk, at + int64(len(chunk)), nil
}

// read returns up to size bytes at a position, and whether the file ends after them.
func (f *file) read(at int64, size int) ([]byte, bool, error) {
	if cap(f.buffer) < size {
		f.buffer = make([]byte, size)
	}
	count, err := f.ReadAt(f.buffer[:size], at)
	if errors.Is(err, io.EOF) {
		return f.buffer[:count], true, nil
	}
	return f.buffer[:count], false, err
}
