//go:build !wasm

package host

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"text/template"
)

// policy lets a page load our own files and nothing else, and send nothing anywhere.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
	"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"

// A header is one line sent with every response.
type header struct{ Name, Value string }

var headers = []header{
	{"Content-Security-Policy", policy},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Origin-Agent-Cluster", "?1"},
	{"X-DNS-Prefetch-Control", "off"},
	{"Permissions-Policy", "browsing-topics=(), camera=(), display-capture=(), geolocation=(), " +
		"idle-detection=(), local-fonts=(), microphone=(), payment=(), unload=(), usb=()"},
}

// strict is for public hosts only: on 127.0.0.1 there is no https to insist on.
var strict = header{"Strict-Transport-Security", "max-age=63072000"}

const (
	forever = "public, max-age=31536000, immutable"
	asking  = "no-cache"
	never   = "no-store"
)

// caching says how long a browser may use a file unasked: files named by their hash for ever, all others never.
func caching(address string) string {
	if strings.HasPrefix(address, "/web/") {
		return forever
	}
	return asking
}

// sheetFirst goes with the start page: the browser asks for the style sheet among the addresses before it has read a line.
func sheetFirst(addresses iter.Seq[string]) header {
	for address := range addresses {
		if strings.HasSuffix(address, ".css") {
			return header{"Link", "<" + address + ">; rel=preload; as=style"}
		}
	}
	return header{}
}

// metaPolicy is policy as it stands in a page, where frame-ancestors has no meaning.
func metaPolicy() string {
	parts := strings.Split(policy, "; ")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		return strings.HasPrefix(part, "frame-ancestors")
	}), "; ")
}

// hostFiles are the settings that make other servers send the same headers as ours.
func hostFiles(addresses []string) (map[string][]byte, error) {
	given := struct {
		Headers            []header
		Addresses          []string
		Types              []kind
		Sheet              header
		Forever, Ask, None string
	}{append(slices.Clone(headers), strict), nil, kinds, sheetFirst(slices.Values(addresses)), forever, asking, never}
	for _, address := range addresses {
		if caching(address) == asking {
			given.Addresses = append(given.Addresses, address)
		}
	}
	files := map[string][]byte{}
	for name, text := range map[string]string{"_headers": netlify, "nginx.conf": nginx, "Caddyfile": caddy} {
		parsed, err := template.New(name).Parse(text)
		if err != nil {
			return nil, err
		}
		var written bytes.Buffer
		if err := parsed.Execute(&written, given); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files[name] = written.Bytes()
	}
	return files, nil
}

const netlify = `/*
{{- range .Headers}}
  {{.Name}}: {{.Value}}
{{- end}}

/web/*
  Cache-Control: {{.Forever}}
{{range .Addresses}}
{{.}}
  Cache-Control: {{$.Ask}}
{{- if eq . "/"}}
  {{$.Sheet.Name}}: {{$.Sheet.Value}}
{{- end}}
{{end}}`

const nginx = `# A sample for nginx. Put it where your nginx includes servers, and change the name, the certificate and the folder.
# Keep the /web/ files of the last release for 30 days: an old tab may still ask for them.

map "$status $request_uri" $second_look_cache {
    default   "{{.Ask}}";
    "~^404 "  "{{.None}}";
    "~ /web/" "{{.Forever}}";
}

# The start page's style sheet, asked for at once. It has another name after each change: copy this line with each release.
map $request_uri $second_look_sheet {
    default "";
    "/"     "{{.Sheet.Value}}";
}

server {
    listen 443 ssl;
    server_name example.org;
    # ssl_certificate     /etc/ssl/example.org.pem;
    # ssl_certificate_key /etc/ssl/example.org.key;

    root /srv/second-look;
    access_log off;
    log_not_found off;
    gzip_static on;
    # With the module ngx_brotli (Debian: libnginx-mod-http-brotli-static):
    # brotli_static on;

    types {
{{- range .Types}}
        {{.Plain}} {{.Ending}};
{{- end}}
    }
    charset utf-8;
    charset_types text/css text/plain text/javascript;

    # Here and nowhere deeper: a location with a header of its own would drop all of these.
{{- range .Headers}}
    add_header {{.Name}} "{{.Value}}" always;
{{- end}}
    add_header Cache-Control $second_look_cache always;
    add_header {{.Sheet.Name}} $second_look_sheet;

    error_page 404 /404.html;
    location = / { try_files /index.html =404; }
    location / { try_files $uri $uri.html =404; }
    location ~ ^/(_headers|nginx\.conf|Caddyfile)$ { return 404; }
}
`

const caddy = `# A sample for Caddy. Change the name and the folder. No access log is written unless you ask for one.
# Keep the /web/ files of the last release for 30 days: an old tab may still ask for them.

(second-look) {
	header {
		-Server
{{- range .Headers}}
		{{.Name}} "{{.Value}}"
{{- end}}
	}
}

example.org {
	root * /srv/second-look
	import second-look

	@hashed path /web/*
	@asked not path /web/*
	# The start page's style sheet, asked for at once. It has another name after each change: copy this line with each release.
	@start path /
	header @start {{.Sheet.Name}} "{{.Sheet.Value}}"
	header @hashed Cache-Control "{{.Forever}}"
	header @asked Cache-Control "{{.Ask}}"
	header *.webmanifest Content-Type application/manifest+json

	@settings path /_headers /nginx.conf /Caddyfile
	error @settings 404

	try_files {path} {path}.html
	file_server {
		precompressed br gzip
	}

	handle_errors {
		import second-look
		header Cache-Control "{{.None}}"
		rewrite * /404.html
		file_server
	}
}
`
