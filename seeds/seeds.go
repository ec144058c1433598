// Package seeds embeds the sample articles, written for the project; the people, companies and most
// bodies in them are invented.
package seeds

import "embed"

// Files holds the samples, one *.txt file each.
//
//go:embed *.txt
var Files embed.FS
