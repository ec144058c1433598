package date

import (
	"strings"
	"time"
)

// Month returns the month that a name or its short form means, in any case, with or without a full
// stop: "Feb.".
func Month(word string) (time.Month, bool) {
	m, ok := months[bare(word)]
	return m, ok
}

// Weekday returns the day that a weekday's name or its short form means: "Thurs.".
func Weekday(word string) (time.Weekday, bool) {
	d, ok := weekdays[bare(word)]
	return d, ok
}

// bare writes a word in lower case without its full stops: "p.m." is "pm".
func bare(word string) string { return strings.ReplaceAll(strings.ToLower(word), ".", "") }

var months, weekdays = func() (map[string]time.Month, map[string]time.Weekday) {
	m, w := map[string]time.Month{"sept": time.September}, map[string]time.Weekday{
		"tues": time.Tuesday, "weds": time.Wednesday, "thur": time.Thursday, "thurs": time.Thursday,
	}
	for i := time.January; i <= time.December; i++ {
		name := strings.ToLower(i.String())
		m[name], m[name[:3]] = i, i
	}
	for i := time.Sunday; i <= time.Saturday; i++ {
		name := strings.ToLower(i.String())
		w[name], w[name[:3]] = i, i
	}
	return m, w
}()

// zones have one offset wherever they are written, in hours.
var zones = map[string]int{
	"z":    0,
	"ut":   0,
	"utc":  0,
	"gmt":  0,
	"wet":  0,
	"west": 1,
	"cet":  1,
	"cest": 2,
	"eet":  2,
	"eest": 3,
	"jst":  9,
	"kst":  9,
}

// mailZones have their offsets, in hours, in dates of mail only: elsewhere CST may be China's.
var mailZones = map[string]int{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

// unclearZones may be several, or change with the season without saying so.
var unclearZones = map[string]bool{
	"et": true, "ct": true, "mt": true, "pt": true, "at": true, "bst": true, "ist": true, "ast": true,
	"adt": true, "nst": true, "ndt": true,
	"akst": true, "akdt": true, "hst": true, "msk": true, "msd": true, "sast": true, "wat": true, "cat": true,
	"eat": true, "pkt": true, "npt": true,
	"hkt": true, "sgt": true, "pht": true, "wib": true, "wita": true, "wit": true, "ict": true, "trt": true,
	"gst": true, "idt": true, "irst": true,
	"aest": true, "aedt": true, "acst": true, "acdt": true, "awst": true, "nzst": true, "nzdt": true,
	"brt": true, "art": true, "clt": true, "cot": true, "pet": true,
	"est": true, "edt": true, "cst": true, "cdt": true, "mst": true, "mdt": true, "pst": true, "pdt": true,
}
