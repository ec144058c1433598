// Package queries embeds the saved queries.
package queries

import "embed"

// Files holds the saved queries, one *.js file each.
//
//go:embed *.js
var Files embed.FS
