// Checks a log of ours by code that is not ours: Go's golang.org/x/mod/sumdb (Debian: golang-golang-x-mod-dev).
//
//	checklog log ADDRESS|FOLDER VKEY [CLAIMS]   rebuilds the log from what is served, holds heads, tiles and proofs against it
//	checklog proof FILE VKEY                    a resident's .tlog-proof, without network
//
// It prints one line of JSON; exit code 1 when anything disagrees. It shares nothing with the Python code but the formats.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // C2SP tiles have 2^8 hashes

type report struct {
	Size          int64    `json:"size"`
	Heads         int      `json:"heads"`
	Entries       int      `json:"entries"`
	Tiles         int      `json:"tiles"`
	Inclusion     int      `json:"inclusion"`
	Consistency   int      `json:"consistency"`
	Disagreements int      `json:"disagreements"`
	First         []string `json:"first,omitempty"`
}

func (r *report) against(format string, words ...interface{}) {
	r.Disagreements++
	if len(r.First) < 20 {
		r.First = append(r.First, fmt.Sprintf(format, words...))
	}
}

func main() {
	told := &report{}
	err := errors.New("checklog log ADDRESS|FOLDER VKEY [CLAIMS] · checklog proof FILE VKEY")
	if len(os.Args) >= 4 && os.Args[1] == "log" {
		err = checkLog(told, os.Args[2], os.Args[3], append(os.Args[4:], "")[0])
	} else if len(os.Args) == 4 && os.Args[1] == "proof" {
		err = checkProof(told, os.Args[2], os.Args[3])
	}
	if err != nil {
		told.against("%v", err)
	}
	line, _ := json.Marshal(told)
	fmt.Println(string(line))
	if told.Disagreements > 0 {
		os.Exit(1)
	}
}

// ---- the log as it is served

type served struct {
	place string
	kept  map[string][]byte
}

func (s *served) read(path string) ([]byte, error) {
	if content, ok := s.kept[path]; ok {
		return content, nil
	}
	content, err := s.fetch(path)
	if err == nil {
		s.kept[path] = content
	}
	return content, err
}

func (s *served) fetch(path string) ([]byte, error) {
	if !strings.Contains(s.place, "://") {
		return os.ReadFile(filepath.Join(s.place, filepath.FromSlash(path)))
	}
	answer, err := http.Get(strings.TrimRight(s.place, "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// Height, ReadTiles and SaveTiles make it a tlog.TileReader; Go's paths carry the height, C2SP's do not.
func (s *served) Height() int { return height }

func (s *served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		content, err := s.read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		all = append(all, content)
	}
	return all, nil
}

func (s *served) SaveTiles([]tlog.Tile, [][]byte) {}

// entries reads the bundles of a log of this size: big-endian length in two bytes, then the entry.
func (s *served) entries(size int64) ([][]byte, error) {
	var all [][]byte
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: height, L: -1, N: first / 256, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		content, err := s.read(path)
		if err != nil {
			return nil, err
		}
		for count := int64(0); count < width; count++ {
			if len(content) < 2 {
				return nil, fmt.Errorf("%s is cut short", path)
			}
			length := int(binary.BigEndian.Uint16(content))
			if len(content) < 2+length {
				return nil, fmt.Errorf("%s is cut short", path)
			}
			all, content = append(all, content[2:2+length]), content[2+length:]
		}
		if len(content) > 0 {
			return nil, fmt.Errorf("%s has more than its entries", path)
		}
	}
	return all, nil
}

// ---- heads

func openHead(content []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(content, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("a head of another form or origin: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return tlog.Tree{}, fmt.Errorf("a size of another form: %q", lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

// ---- a whole log

type rebuilt struct{ stored []tlog.Hash }

func (r *rebuilt) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(r.stored)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		found = append(found, r.stored[index])
	}
	return found, nil
}

// root is the specification's for an empty log: x/mod before 0.19 says 32 zero bytes.
func (r *rebuilt) root(size int64) (tlog.Hash, error) {
	if size == 0 {
		return tlog.Hash(sha256.Sum256(nil)), nil
	}
	return tlog.TreeHash(size, r)
}

func checkLog(told *report, place, vkey, claims string) error {
	source := &served{place, map[string][]byte{}}
	content, err := source.read("checkpoint")
	if err != nil {
		return err
	}
	last, err := openHead(content, vkey)
	if err != nil {
		return err
	}
	told.Size = last.N
	entries, err := source.entries(last.N)
	if err != nil {
		return err
	}
	own := &rebuilt{}
	for number, entry := range entries {
		more, err := tlog.StoredHashes(int64(number), entry, own)
		if err != nil {
			return err
		}
		own.stored = append(own.stored, more...)
	}
	told.Entries = len(entries)
	checkHead(told, own, last)
	checkTiles(told, source, own, last.N)
	if claims == "" {
		return nil
	}
	return checkClaims(told, source, own, vkey, claims)
}

func checkHead(told *report, own *rebuilt, head tlog.Tree) {
	told.Heads++
	if root, err := own.root(head.N); err != nil || root != head.Hash {
		told.against("head of %d: %v, rebuilt %v %v", head.N, head.Hash, root, err)
	}
}

func checkTiles(told *report, source *served, own *rebuilt, size int64) {
	for _, tile := range tlog.NewTiles(height, 0, size) {
		// x/mod lists every width that a tile had while it filled (before 0.17); only the last is that of this size.
		if tile.W < 1<<height && int64(tile.W) != size>>uint(height*tile.L)&255 {
			continue
		}
		told.Tiles++
		content, err := source.ReadTiles([]tlog.Tile{tile})
		expected, failed := tlog.ReadTileData(tile, own)
		if err != nil || failed != nil || !bytes.Equal(content[0], expected) {
			told.against("%s: %v %v", tile.Path(), err, failed)
		}
	}
}

// checkClaims reads what our code says of the log, a line each:
// `head <base64 of a note>`, `inclusion <size> <index> <hash>…`, `consistency <old> <new> <hash>…`.
func checkClaims(told *report, source *served, own *rebuilt, vkey, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		words := strings.Split(line, " ")
		if words[0] == "head" {
			claimHead(told, own, vkey, words[1])
			continue
		}
		one, two, hashes, err := claimed(words[1:])
		if err != nil {
			return err
		}
		if words[0] == "inclusion" {
			told.Inclusion++
			claimInclusion(told, source, own, one, two, hashes)
		} else {
			told.Consistency++
			claimConsistency(told, source, own, one, two, hashes)
		}
	}
	return nil
}

func claimHead(told *report, own *rebuilt, vkey, encoded string) {
	content, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		told.against("head: %v", err)
		return
	}
	head, err := openHead(content, vkey)
	if err != nil {
		told.against("head: %v", err)
		return
	}
	checkHead(told, own, head)
}

func claimed(words []string) (int64, int64, []tlog.Hash, error) {
	one, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil {
		return 0, 0, nil, err
	}
	two, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		return 0, 0, nil, err
	}
	var hashes []tlog.Hash
	for _, word := range words[2:] {
		hash, err := tlog.ParseHash(word)
		if err != nil {
			return 0, 0, nil, err
		}
		hashes = append(hashes, hash)
	}
	return one, two, hashes, nil
}

// claimInclusion: Go verifies our proof, and makes the same one out of the served tiles, which it authenticates itself.
func claimInclusion(told *report, source *served, own *rebuilt, size, index int64, hashes []tlog.Hash) {
	root, err := own.root(size)
	if err == nil {
		leaf := own.stored[tlog.StoredHashIndex(0, index)]
		err = tlog.CheckRecord(hashes, size, root, index, leaf)
	}
	if err == nil {
		var same tlog.RecordProof
		same, err = tlog.ProveRecord(size, index, tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, source))
		err = differ(err, same, hashes)
	}
	if err != nil {
		told.against("inclusion of %d in %d: %v", index, size, err)
	}
}

// claimConsistency: from 0 and to the same size the proof is empty, which x/mod does not ask for.
func claimConsistency(told *report, source *served, own *rebuilt, old, size int64, hashes []tlog.Hash) {
	if old == 0 || old == size {
		if len(hashes) > 0 {
			told.against("consistency of %d with %d: not empty", old, size)
		}
		return
	}
	before, err := own.root(old)
	root, failed := own.root(size)
	if err == nil && failed == nil {
		err = tlog.CheckTree(hashes, size, root, old, before)
	}
	if err == nil && failed == nil {
		var same tlog.TreeProof
		same, err = tlog.ProveTree(size, old, tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, source))
		err = differ(err, same, hashes)
	}
	if err != nil || failed != nil {
		told.against("consistency of %d with %d: %v %v", old, size, err, failed)
	}
}

func differ(err error, one, other []tlog.Hash) error {
	if err != nil || len(one) != len(other) {
		return fmt.Errorf("%d hashes, ours %d: %v", len(one), len(other), err)
	}
	for place := range one {
		if one[place] != other[place] {
			return fmt.Errorf("hash %d is another", place)
		}
	}
	return nil
}

// ---- a resident's file

func checkProof(told *report, path, vkey string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(content), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof with an opening")
	}
	leaf, err := leafOf(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var hashes []tlog.Hash
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		hashes = append(hashes, hash)
	}
	head, err := openHead([]byte(parts[1]), vkey)
	if err != nil {
		return err
	}
	told.Heads, told.Inclusion, told.Size = 1, 1, head.N
	return tlog.CheckRecord(hashes, head.N, head.Hash, index, leaf)
}

// leafOf is the hash of the leaf that an opening opens: two lines, the second a salted hash of the public record.
func leafOf(encoded string) (tlog.Hash, error) {
	opening, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return tlog.Hash{}, err
	}
	fields := map[string][]byte{}
	for _, line := range strings.Split(string(opening), "\n") {
		words := strings.SplitN(line, " ", 2)
		if len(words) == 2 && (words[0] == "leaf-salt" || words[0] == "record") {
			if fields[words[0]], err = base64.StdEncoding.DecodeString(words[1]); err != nil {
				return tlog.Hash{}, err
			}
		}
	}
	salted := append([]byte("langnghe/leaf/v1\x00"), append(fields["leaf-salt"], fields["record"]...)...)
	digest := sha256.Sum256(salted)
	return tlog.RecordHash([]byte("langnghe/leaf/v1\n" + hex.EncodeToString(digest[:]) + "\n")), nil
}
