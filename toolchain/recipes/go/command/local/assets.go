package local

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gobwas/glob"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// collect reads the files that `assetPaths` and `archivePaths` name, relative to the command's folder.
func (s *CommandState) collect(dir string) error {
	s.Assets, s.Archive = nil, nil
	if s.AssetPaths != nil {
		assets, err := matchingFiles(dir, *s.AssetPaths)
		if err != nil {
			return err
		}
		s.Assets = &assets
	}
	if s.ArchivePaths == nil {
		return nil
	}
	files, err := matchingFiles(dir, *s.ArchivePaths)
	if err != nil {
		return err
	}
	content := map[string]any{}
	for name, asset := range files {
		content[name] = asset
	}
	s.Archive, err = resource.NewAssetArchive(content)
	return err
}

type pattern struct {
	glob    glob.Glob
	exclude bool
}

// compile reads patterns: * stays within a folder, ** does not, and a leading ! takes away what came before.
func compile(texts []string) ([]pattern, error) {
	var patterns []pattern
	for _, text := range texts {
		rest, exclude := strings.CutPrefix(text, "!")
		compiled, err := glob.Compile(rest, '/')
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, pattern{compiled, exclude})
	}
	return patterns, nil
}

// matchingFiles gives the files (never folders) that the last fitting pattern includes.
func matchingFiles(dir string, texts []string) (map[string]*resource.Asset, error) {
	patterns, err := compile(texts)
	if err != nil {
		return nil, err
	}
	files := map[string]*resource.Asset{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !included(patterns, name) {
			return err
		}
		files[name], err = resource.NewPathAsset(filepath.Join(dir, name))
		return err
	})
	return files, err
}

func included(patterns []pattern, name string) bool {
	in := false
	for _, p := range patterns {
		if p.glob.Match(name) {
			in = !p.exclude
		}
	}
	return in
}
