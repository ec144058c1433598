package source

import (
	"strings"
	"testing"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ name, fields, date, text, warning string }{
		{"none", ``, "", "", ""},
		{"null", `, "date": null`, "", "", ""},
		{"blank", `, "date": " "`, "", "", ""},
		{"day", `, "date": "Feb. 18, 2020"`, "2020-02-18", "", ""},
		{"time", `, "date": "Tue, 18 Feb 2020 14:05:00 +0100"`, "2020-02-18T14:05:00+01:00", "", ""},
		{"number of seconds", `, "date": 1582034700`, "2020-02-18T14:05:00Z", "", ""},
		{"number of milliseconds", `, "date": 1582034700123`, "2020-02-18T14:05:00Z", "", ""},
		{"number with an exponent", `, "date": 1.5820347e9`, "2020-02-18T14:05:00Z", "", ""},
		{"number with a fraction", `, "date": 1582034700.5`, "2020-02-18T14:05:00Z", "", ""},
		{"number of a day", `, "date": 20200218`, "2020-02-18", "", ""},
		{"unclear", `, "date": "03/04/2020"`, "", "03/04/2020",
			`date "03/04/2020" can't be read; kept as text: the day and the month can't be told apart`},
		{"words", `, "date": "last spring"`, "", "last spring", `date "last spring" can't be read; kept as text`},
		{"year", `, "date": 2020`, "", "2020", `date "2020" can't be read`},
		{"truth", `, "date": true`, "", "true", `date "true" can't be read`},
		{"object", `, "date": {"day": 18}`, "", `{"day":18}`, `date "{\"day\":18}" can't be read`},
		{"unclear zone", `, "date": "Feb 18 2020 2:05 p.m. ET"`, "2020-02-18", "Feb 18 2020 2:05 p.m. ET",
			`is read without its time; kept as text too: zone "ET" may be more than one`},
		{"own output", `, "date": "2020-02-18", "date_text": "Feb 18 2020 2:05 p.m. ET"`, "2020-02-18",
			"Feb 18 2020 2:05 p.m. ET", `zone "ET"`},
		{"long", `, "date": "` + strings.Repeat("x", 200) + `"`, "", strings.Repeat("x", 200),
			`date "` + strings.Repeat("x", 80) + `" can't be read`},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, "lines.jsonl", []byte(`{"doc_id": "a", "text": "The ship is late."`+c.fields+"}\n"))
			n := 0
			for a, err := range Read([]string{path}, nil, Options{}) {
				n++
				if err != nil {
					t.Fatal(err)
				}
				if a.Date != c.date || a.DateText != c.text {
					t.Errorf("date %q, text %q; want %q, %q", a.Date, a.DateText, c.date, c.text)
				}
				warnings := strings.Join(a.Warnings, "\n")
				if (c.warning == "") != (warnings == "") || !strings.Contains(warnings, c.warning) ||
					warnings != "" && !strings.HasPrefix(warnings, path+":1: ") {
					t.Errorf("warnings %q, want %q", warnings, c.warning)
				}
			}
			if n != 1 {
				t.Errorf("%d articles", n)
			}
		})
	}
}
