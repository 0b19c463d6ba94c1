// Reads a log of ours with another implementation: golang.org/x/mod/sumdb, as Go's own module
// database is read. Arguments: the folder of the log, its Ed25519 verifier key, and a file of
// inclusion paths that we made ("index hash hash ..." in Base64, a line each).
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println("WRONG", err)
		os.Exit(1)
	}
}

type tiles struct{ folder string }

func (t tiles) Height() int { return 8 }

// The paths of C2SP tlog-tiles leave out the height, which is always 8.
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func hash(text string) tlog.Hash {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	var h tlog.Hash
	copy(h[:], bytes)
	return h
}

func main() {
	folder := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	must(err)
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	must(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		must(fmt.Errorf("the origin is %s", lines[0]))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	tree := tlog.Tree{N: size, Hash: hash(lines[2])}
	reader := tlog.TileHashReader(tree, tiles{folder})
	root, err := tlog.TreeHash(size, reader)
	must(err)
	if root != tree.Hash {
		must(fmt.Errorf("the tiles do not have the root of the checkpoint"))
	}
	included, grown := 0, 0
	paths, err := os.Open(os.Args[3])
	must(err)
	for scanner := bufio.NewScanner(paths); scanner.Scan(); {
		fields := strings.Fields(scanner.Text())
		index, err := strconv.ParseInt(fields[0], 10, 64)
		must(err)
		leaf := tlog.RecordHash([]byte(fmt.Sprintf("leaf %d", index)))
		var ours tlog.RecordProof
		for _, one := range fields[1:] {
			ours = append(ours, hash(one))
		}
		must(tlog.CheckRecord(ours, size, tree.Hash, index, leaf))
		theirs, err := tlog.ProveRecord(size, index, reader)
		must(err)
		must(tlog.CheckRecord(theirs, size, tree.Hash, index, leaf))
		included++
		if index == 0 {
			continue
		}
		old, err := tlog.TreeHash(index, reader)
		must(err)
		proof, err := tlog.ProveTree(size, index, reader)
		must(err)
		must(tlog.CheckTree(proof, size, tree.Hash, index, old))
		grown++
	}
	fmt.Printf("unverified signatures %d, included %d, grown %d\n",
		len(opened.UnverifiedSigs), included, grown)
}
