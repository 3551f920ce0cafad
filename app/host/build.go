//go:build !wasm

package host

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// sheets are our style sheets in the order they build on each other; a page loads them as one file.
var sheets = []string{"css/tokens.css", "css/base.css", "css/parts.css"}

// buildInto writes the whole site into a folder, or leaves the folder as it was. Strict fails on an overrun budget.
func buildInto(folder, tags string, small, strict bool, out io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if err := proved(root); err != nil {
		return err
	}
	program, err := compile(root, tags, small)
	if err != nil {
		return err
	}
	files, err := assemble(os.DirFS(filepath.Join(root, "web")), program, appFace())
	if err != nil {
		return err
	}
	files, err = complete(files, press{memory: filepath.Join(root, ".cache")})
	if err != nil {
		return err
	}
	if err := replaceFolder(folder, files); err != nil {
		return err
	}
	over := report(out, folder, files)
	if !strict {
		return nil
	}
	return over
}

// assemble makes every file of the site but the compressed copies, by its path in the folder.
func assemble(web fs.FS, program []byte, f face) (map[string][]byte, error) {
	if err := checkProgram(program); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	s := site{web: web, files: map[string][]byte{}, named: map[string]string{}}
	s.add("web/app.wasm", program)
	s.addBridge()
	s.addFolder("fonts")
	s.addFolder("icons")
	s.addDrawings()
	s.addSheet()
	s.addScript("leave.js", map[string]any{"LEAVE": f.away, "WORDS": f.words})
	s.addScript("opening.js", map[string]any{
		"START": firstPlace(f.opening), "TABLE": openingTable(f.opening), "FITS": fits(f.opening)})
	s.addScript("numbers.js", map[string]any{"NUMBERS": json.RawMessage(quoteJSON(f.every))})
	s.addScript("app.js", nil)
	s.addManifest()
	s.files["favicon.ico"] = s.files[strings.TrimPrefix(s.named["/web/icons/tab-48.png"], "/")] // asked for by some browsers, whatever a page says
	s.addPages(f)
	s.addWorker(f.away, f.numbers)
	s.addSettings()
	return s.files, s.err
}

// complete adds a compressed copy beside every file a visitor may ask for.
func complete(files map[string][]byte, p press) (map[string][]byte, error) {
	asked := maps.Clone(files)
	maps.DeleteFunc(asked, func(name string, _ []byte) bool {
		_, known := kindOf(name)
		return !known
	})
	small, err := p.all(asked)
	if err != nil {
		return nil, err
	}
	whole := maps.Clone(files)
	maps.Copy(whole, small)
	return whole, nil
}

// A site is the folder while it is being made. After the first mistake it does nothing more.
type site struct {
	web   fs.FS
	files map[string][]byte
	named map[string]string // "/web/app.wasm" -> "/web/app.0123456789abcdef.wasm"
	err   error
}

// add puts in a file under a name that carries its hash.
func (s *site) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	hashed := strings.TrimSuffix(name, path.Ext(name)) + "." + hex.EncodeToString(sum[:8]) + path.Ext(name)
	s.files[hashed] = body
	s.named["/"+name] = "/" + hashed
}

func (s *site) read(name string) []byte {
	body, err := fs.ReadFile(s.web, name)
	if err == nil && len(body) == 0 {
		err = errors.New("the file is empty")
	}
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("web/%s: %w", name, err)
	}
	return body
}

func (s *site) addBridge() {
	script, err := bridge()
	s.err = errors.Join(s.err, err)
	short, err := shrinkBridge(string(script))
	s.err = errors.Join(s.err, err)
	s.add("web/wasm_exec.js", []byte(short))
}

func (s *site) addFolder(name string) {
	entries, err := fs.ReadDir(s.web, name)
	s.err = errors.Join(s.err, err)
	for _, entry := range entries {
		file := path.Join(name, entry.Name())
		if _, known := kindOf(file); !known {
			s.err = errors.Join(s.err, fmt.Errorf("web/%s: nobody could be served this kind of file", file))
			continue
		}
		s.add("web/"+file, s.read(file))
	}
}

func (s *site) addDrawings() {
	icons, err := drawIcons()
	s.err = errors.Join(s.err, err)
	for name, body := range icons {
		s.add(name, body)
	}
}

var ownFile = regexp.MustCompile(`/web/[A-Za-z0-9/_-]+\.[A-Za-z0-9.]+`)

// rename puts the hashed names in place of the plain ones that a file mentions.
func (s *site) rename(file, text string) []byte {
	return []byte(ownFile.ReplaceAllStringFunc(text, func(plain string) string {
		hashed, known := s.named[plain]
		if !known {
			s.err = errors.Join(s.err, fmt.Errorf("web/%s: there is no %s", file, plain))
		}
		return hashed
	}))
}

func (s *site) addSheet() {
	var all strings.Builder
	for _, name := range sheets {
		all.Write(s.read(name))
	}
	s.add("web/style.css", s.rename("css", shrinkCSS(all.String())))
}

var placeholder = regexp.MustCompile(`\{\{[A-Z]+\}\}`)

// fill puts values in the places a script leaves for them, text as it is, anything else as JSON, and shortens the whole.
func (s *site) fill(file, script string, values map[string]any) []byte {
	filled := placeholder.ReplaceAllStringFunc(script, func(place string) string {
		value, known := values[strings.Trim(place, "{}")]
		if !known {
			s.err = errors.Join(s.err, fmt.Errorf("web/%s: nothing fits in %s", file, place))
		}
		if text, plain := value.(string); plain {
			return text
		}
		encoded, err := json.Marshal(value)
		s.err = errors.Join(s.err, err)
		return string(encoded)
	})
	if s.err != nil {
		return nil
	}
	short, err := shrinkScript(filled)
	if err != nil {
		s.err = fmt.Errorf("web/%s: %w", file, err)
	}
	return []byte(short)
}

func (s *site) addScript(name string, values map[string]any) {
	s.add("web/"+name, s.fill(name, string(s.read(name)), values))
}

func (s *site) addManifest() {
	s.files["manifest.webmanifest"] = s.rename("manifest.webmanifest", string(s.read("manifest.webmanifest")))
}

var pageColour = regexp.MustCompile(`--page: (#[0-9a-f]{6});`)

func (s *site) addPages(f face) {
	colours := pageColour.FindAllStringSubmatch(string(s.read("css/tokens.css")), 2)
	if len(colours) < 2 {
		s.err = errors.Join(s.err, errors.New("web: the style sheets name no light and dark --page"))
		return
	}
	plain := document{
		Title: "Second Look",
		Leave: s.named["/web/leave.js"],
		App:   s.named["/web/app.js"],
		Sheet: s.named["/web/style.css"],
		Icon:  s.named["/web/icons/tab-48.png"],
		Touch: s.named["/web/icons/apple-touch-180.png"],
		Light: colours[0][1],
		Dark:  colours[1][1],
	}
	for _, p := range f.pages {
		d := plain
		d.Index = p.path == "/"
		d.Body = []string{p.root, f.sprite, f.live}
		if p.program {
			d.Bridge, d.Program = s.named["/web/wasm_exec.js"], s.named["/web/app.wasm"]
			d.Opening, d.Numbers = s.named["/web/opening.js"], s.named["/web/numbers.js"]
			d.Body = append([]string{p.root, f.failed, f.sprite, f.live}, openingTemplates(f.opening)...)
		}
		s.addPage(fileOf(p.path), d)
	}
	missing := plain
	missing.Body = []string{f.missing, f.sprite, f.live}
	s.addPage("404.html", missing)

	// Shown when someone leaves without a network: nothing on it may say whose it is, and it runs no script.
	cover := plain
	cover.Title = "No connection"
	cover.App = ""
	cover.Icon = s.named["/web/icons/plain-48.png"]
	cover.Body = []string{f.cover}
	s.addPage("away.html", cover)
}

func (s *site) addPage(name string, d document) {
	body, err := d.bytes()
	s.err = errors.Join(s.err, err)
	if _, twice := s.files[name]; twice {
		s.err = errors.Join(s.err, fmt.Errorf("%s: two pages have this name", name))
	}
	s.files[name] = body
}

func (s *site) addWorker(away, numbers string) {
	files := map[string]string{} // what the worker keeps on the device, with the hash of each
	whole := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if path.Ext(name) == ".txt" {
			continue // licences of what we use: read online by whoever wants them
		}
		sum := sha256.Sum256(s.files[name])
		fmt.Fprintf(whole, "%s %x\n", name, sum)
		files[addressOf(name)] = base64.StdEncoding.EncodeToString(sum[:])
	}
	var last bytes.Buffer
	if err := lastPage.Execute(&last, map[string]string{"Leave": away, "Numbers": bare(numbers)}); err != nil {
		s.err = errors.Join(s.err, err)
	}
	if strings.ContainsAny(last.String(), "`\\$") {
		s.err = errors.Join(s.err, errors.New("web/worker.js: the last page holds a character that would end it"))
	}
	script := string(s.read("worker.js"))
	version := sha256.New()
	fmt.Fprintf(version, "%x\n%s\n%s", whole.Sum(nil), script, last.String())
	s.files["worker.js"] = s.fill("worker.js", script, map[string]any{
		"VERSION": hex.EncodeToString(version.Sum(nil)[:8]),
		"FILES":   files,
		"PAGE":    last.String(),
	})
}

func (s *site) addSettings() {
	var addresses []string
	for name := range s.files {
		addresses = append(addresses, addressOf(name))
	}
	slices.Sort(addresses)
	settings, err := hostFiles(addresses)
	s.err = errors.Join(s.err, err)
	maps.Copy(s.files, settings)
	s.files["robots.txt"] = []byte("User-agent: *\nAllow: /\n")
}

// fileOf is the file that holds the page at an address, and addressOf the address of a file.
func fileOf(address string) string {
	if address == "/" {
		return "index.html"
	}
	return strings.TrimPrefix(address, "/") + ".html"
}

func addressOf(name string) string {
	if name == "index.html" {
		return "/"
	}
	return "/" + strings.TrimSuffix(name, ".html")
}

// replaceFolder puts the files where the folder is, all at once. A folder that holds anything but a site is refused.
func replaceFolder(folder string, files map[string][]byte) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	old, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(filepath.Join(folder, "worker.js")); len(old) > 0 && err != nil {
		return fmt.Errorf("%s holds something else than a site; name another folder", folder)
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), ".site-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	for name, body := range files {
		file := filepath.Join(fresh, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			return err
		}
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return os.Rename(fresh, folder)
}
