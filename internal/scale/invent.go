package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"quotegraph/internal/model"
)

// world is an invented country's news: who speaks in it, for whom, and in which papers.
type world struct {
	random  *rand.Rand
	people  []*person
	bodies  []string
	words   []string
	outlets []string
	authors []string
	who     *rand.Zipf // of people: some say much, most say little
	word    *rand.Zipf
	outlet  *rand.Zipf
	first   time.Time
	days    int
	all     int  // articles
	ordered bool // they come in the order of their days
}

type person struct {
	name, title, body string
	female            bool
	country           string
}

var syllables = []string{
	"ba",
	"dor",
	"lin",
	"mar",
	"vel",
	"tan",
	"ro",
	"sil",
	"ken",
	"ada",
	"wes",
	"hol",
	"mir",
	"pas",
	"qui",
	"ner",
	"tol",
	"ash",
	"bryn",
	"cor",
	"fen",
	"gar",
	"hel",
	"iv",
	"jor",
	"lun",
	"nal",
	"osk",
	"per",
	"rud",
	"sten",
	"tam",
	"ul",
	"vor",
	"wick",
	"yar",
	"zel",
}

var titles = []string{
	"mayor",
	"spokesman",
	"spokeswoman",
	"director",
	"minister",
	"chairman",
	"head",
	"secretary",
	"lawyer",
	"professor",
	"coach",
	"commissioner",
	"judge",
	"analyst",
	"ambassador",
}

var kinds = []string{
	"Council",
	"Water Board",
	"Union",
	"Ministry",
	"Bank",
	"Institute",
	"Club",
	"Rail",
	"Hospital",
	"Harbour Authority",
	"University",
	"Party",
}

func (w *world) name(parts int) string {
	var b strings.Builder
	for range parts {
		b.WriteString(syllables[w.random.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// newWorld invents a world in which so many articles appear.
func newWorld(seed uint64, articles int) *world {
	w := &world{
		random: rand.New(rand.NewPCG(seed, 1)),
		first:  time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC),
		days:   2190,
		all:    articles,
	}
	for range 1500 {
		w.bodies = append(w.bodies, w.name(2)+" "+kinds[w.random.IntN(len(kinds))])
	}
	seen := map[string]bool{}
	for len(w.people) < 4000+articles/2 { // the more articles, the more people who speak once
		n := w.name(2) + " " + w.name(3)
		if seen[n] {
			continue
		}
		seen[n] = true
		i := min(len(w.bodies)-1, int(w.random.ExpFloat64()*150))
		w.people = append(
			w.people,
			&person{
				name:    n,
				title:   titles[w.random.IntN(len(titles))],
				body:    w.bodies[i],
				female:  w.random.IntN(3) == 0,
				country: countries[min(len(countries)-1, int(w.random.ExpFloat64()*6))],
			},
		)
	}
	for len(w.words) < 20_000 {
		w.words = append(w.words, strings.ToLower(w.name(1+w.random.IntN(3))))
	}
	for i := range 40 {
		w.outlets = append(
			w.outlets,
			fmt.Sprintf("The %s %s", w.name(2), []string{"Post", "Courier", "Wire", "Times", "Herald"}[i%5]),
		)
	}
	for range 300 {
		w.authors = append(w.authors, w.name(2)+" "+w.name(2))
	}
	// the exponent and shift give the first person one statement in ten
	w.who = rand.NewZipf(w.random, 1.25, 2.2, uint64(len(w.people)-1))
	w.word = rand.NewZipf(w.random, 1.15, 4, uint64(len(w.words)-1))
	w.outlet = rand.NewZipf(w.random, 1.3, 3, uint64(len(w.outlets)-1))
	return w
}

var countries = []string{
	"Norland",
	"Sunmark",
	"Belvia",
	"Tarn",
	"Ostrava",
	"Quell",
	"Mirador",
	"Vantia",
	"Lorne",
	"Askar",
	"Pellan",
	"Iskra",
}

var acts = []struct {
	cue string
	act model.Act
	no  bool
}{{"said", model.ActSay, false}, {"said", model.ActSay, false}, {"said", model.ActSay, false},
	{"told reporters", model.ActSay, false}, {"added", model.ActSay, false}, {"denied", model.ActDeny, false},
	{"refused to say", model.ActSay, true},
	{"promised", model.ActPromise, false},
	{"accused", model.ActAccuse, false},
	{"believes", model.ActBelieve, false},
	{"expects", model.ActExpect, false},
	{"asked", model.ActAsk, false}, {"urged", model.ActOrder, false}, {"criticised", model.ActCriticize, false}}

// article invents the n-th article, with what the stages would have found in it.
func (w *world) article(n int) *model.Document {
	day := w.first.AddDate(0, 0, w.random.IntN(w.days))
	if w.ordered {
		day = w.first.AddDate(0, 0, n*w.days/w.all)
	}
	d := &model.Document{
		Article: model.Article{
			ID:        fmt.Sprintf("a%06d", n),
			Source:    "invented",
			Title:     w.sentence(7),
			Date:      day.Format(time.DateOnly),
			Publisher: w.outlets[w.outlet.Uint64()],
			Author:    w.authors[w.random.IntN(len(w.authors))],
			URL:       fmt.Sprintf("https://news.invalid/%d", n),
		},
	}
	var text strings.Builder
	span := func(s string) model.Span {
		begin := text.Len()
		text.WriteString(s)
		end := text.Len()
		text.WriteString(" ")
		return model.Span{Begin: begin, End: end}
	}
	agents := map[string]*model.Agent{}
	agent := func(kind model.AgentKind, name string) *model.Agent {
		if agents[name] == nil {
			agents[name] = &model.Agent{Kind: kind, Name: name}
			d.Agents = append(d.Agents, agents[name])
		}
		return agents[name]
	}
	var cast []*person
	for range 2 + w.random.IntN(6) {
		cast = append(cast, w.people[w.who.Uint64()])
	}
	event := &model.Event{
		Type:  []string{"press conference", "interview", "hearing", "speech"}[w.random.IntN(4)],
		Place: w.name(2),
		Time:  "Monday",
	}
	event.Words = span("at a " + event.Type + " in " + event.Place + " on Monday")
	d.Events = append(d.Events, event)
	roles := map[*person]*model.Role{}
	for i := range 14 + w.random.IntN(16) {
		p := cast[min(len(cast)-1, int(w.random.ExpFloat64()*2))]
		who := agent(model.Person, p.name)
		who.Gender = model.Male
		if p.female {
			who.Gender = model.Female
		}
		body := agent(model.Organization, p.body)
		if roles[p] == nil {
			roles[p] = &model.Role{
				Person:       who,
				Title:        p.title,
				Office:       p.title,
				Organization: body,
				Words:        span(p.title + " of the " + p.body),
			}
			d.Roles = append(d.Roles, roles[p])
		}
		a := acts[w.random.IntN(len(acts))]
		s := &model.Statement{
			Type:       model.Indirect,
			Act:        a.act,
			Negated:    a.no,
			Agent:      who,
			Role:       roles[p],
			Confidence: 0.5 + w.random.Float64()/2,
			Inside:     -1,
		}
		if i%13 == 12 {
			s.Agent, s.Role = &model.Agent{Kind: model.Unnamed, Words: "an official of the " + p.body, Local: true}, nil
			d.Agents = append(d.Agents, s.Agent)
		}
		content := w.sentence(12 + w.random.IntN(16))
		if w.random.IntN(4) == 0 {
			s.Type, content = model.Direct, `"`+content+`"`
		}
		s.Source = span(p.name)
		s.Cue = span(a.cue)
		s.Said = s.Cue
		s.Parts = []model.Span{span(content)}
		if s.Type == model.Direct {
			s.Verbatim = []model.Span{{Begin: s.Parts[0].Begin + 1, End: s.Parts[0].End - 1}}
		}
		if p.title == "spokesman" || p.title == "spokeswoman" || p.title == "ambassador" || p.title == "minister" {
			s.Principal = []model.Principal{
				{Agent: body, Evidence: model.ByRole, Words: roles[p].Words},
				{Agent: agent(model.Country, p.country), Evidence: model.ByRole, Words: roles[p].Words},
			}
		}
		if w.random.IntN(3) == 0 {
			s.Event = event
		}
		d.Statements = append(d.Statements, s)
	}
	d.Article.Text = text.String()
	return d
}

func (w *world) sentence(words int) string {
	out := make([]string, words)
	for i := range out {
		out[i] = w.words[w.word.Uint64()]
	}
	return strings.Join(out, " ")
}
