package query

import "quotegraph/internal/model"

// articles are eight invented ones whose answers are known. Ben Orr speaks first for the union and later for the owners; Eli Marsh goes from
// the ministry to the bank; two people are called Marsh, and two articles each have a Kerr of their own.
var articles = []news{
	{id: "close", date: "2022-05-03", outlet: "The Tarn Post", author: "Ida Bell", title: "Harbour will not close, mayor says", statements: []says{
		{by: "Ada Holm", as: "mayor of Tarn Council", behalf: "role: Tarn Council", said: "told", to: "reporters", text: `"The harbour is safe."`, at: "press conference, Tarn, Monday", act: model.ActSay},
		{by: "Ada Holm", as: "mayor of Tarn Council", said: "denied", text: "that the harbour would close", at: "press conference, Tarn, Monday", act: model.ActDeny},
		{by: "Ben Orr", as: "spokesman of Dockers' Union", behalf: "explicit: Dockers' Union", said: "accused", text: "Holm of hiding the report", act: model.ActAccuse},
		{by: "group: residents", said: "fear", text: "that 300 jobs would go", act: model.ActExpect},
		{by: "anonymous: a port official", said: "said", text: `that the report was "ready in March"`, act: model.ActSay},
		{said: "was reported", text: "that two cranes had failed", act: model.ActSay},
		{by: "Ada Holm", said: "said", text: "that fishing would go on", act: model.ActSay, sure: 0.4},
	}},
	{id: "vote", date: "2022-05-04", outlet: "Bryn Courier", author: "Tom Reed", title: "Council votes on cranes", statements: []says{
		{by: "Ada Holm", as: "mayor of Tarn Council", said: "promised", text: "to keep the harbour open", act: model.ActPromise},
		{by: "Eli Marsh", as: "minister of Ministry of Transport", behalf: "role: Ministry of Transport", said: "refused to say", text: "whether the state would pay", act: model.ActSay, not: true},
		{by: "Eli Marsh", as: "minister of Ministry of Transport", said: "is expected to announce", text: "a plan for the cranes", act: model.ActSay, may: true},
		{by: "Eli Marsh", as: "minister of Ministry of Transport", said: "said", text: "that Holm had promised two new cranes", at: "interview, Bryn", act: model.ActSay},
		{by: "Ada Holm", said: "had promised", text: "two new cranes", act: model.ActPromise, inside: 4},
		{by: "Kerr", said: "asked", to: "the council", text: "who would pay for the cranes", act: model.ActAsk},
	}},
	{id: "envoy", date: "2023-01-15", outlet: "Norland Wire", author: "Ida Bell", title: "Norland wants the harbour", standing: []string{"Norland Mission > Norland"}, statements: []says{
		{by: "Carla Voss", as: "head of Norland Mission", behalf: "role: Norland Mission > Norland", said: "said", to: "the committee", text: `"Norland needs a harbour."`, at: "hearing, Bryn, Thursday", act: model.ActSay},
		{by: "Norland", said: "wants", text: "to rent the harbour for 20 years", act: model.ActPlan},
		{by: "Fay Marsh", as: "professor", said: "criticised", text: `the harbour plan as "a gift"`, act: model.ActCriticize},
		{by: "Carla Voss", as: "head of Norland Mission", said: "did not say", text: "when the first ships would come", act: model.ActSay, not: true},
	}},
	{id: "letter", date: "2023-02-20", outlet: "The Tarn Post", author: "Tom Reed", title: "Captains sign a letter", signed: []model.SignedDocument{{Title: "Keep the harbour", Signatories: "12 captains", Count: 12, Time: "Sunday"}}, statements: []says{
		{by: "document: the letter", said: "says", text: `"The harbour feeds us."`, act: model.ActSay},
		{by: "Ada Holm + Carla Voss", said: "said", text: "that the harbour would be shared", act: model.ActSay},
		{by: "Dev Rand", as: "analyst of Harbour Bank", said: "praised", text: "the captains", act: model.ActPraise},
	}},
	{id: "bank", date: "2023-06-10", outlet: "Bryn Courier", title: "Bank looks at ships", statements: []says{
		{by: "Dev Rand", as: "analyst of Harbour Bank", behalf: "role: Harbour Bank", said: "expects", text: "that rents will rise by 5 percent", act: model.ActExpect},
		{by: "Dev Rand", as: "analyst of Harbour Bank", said: "believes", text: "that the owners are tired", act: model.ActBelieve},
	}},
	{id: "owners", date: "2024-01-12", outlet: "Norland Wire", author: "Tom Reed", title: "Owners find a voice", offices: []string{"Eli Marsh: former minister of Ministry of Transport"}, statements: []says{
		{by: "Ben Orr", as: "spokesman of Shipowners' League", behalf: "explicit: Shipowners' League", said: "accused", text: "Gus Penn of lying", act: model.ActAccuse},
		{by: "Ben Orr", as: "spokesman of Shipowners' League", behalf: "explicit: Shipowners' League", said: "plans", text: "to sell four ships", act: model.ActPlan},
		{by: "Eli Marsh", as: "chairman of Harbour Bank", behalf: "role: Harbour Bank", said: "urged", to: "the union", text: "to wait until spring", act: model.ActOrder},
	}},
	{id: "reply", date: "2024-01-13T08:00:00Z", outlet: "The Tarn Post", author: "Ida Bell", title: "The former mayor answers", statements: []says{
		{by: "Ada Holm", as: "former mayor of Tarn Council", said: "asked", text: `"Who owns the harbour?"`, at: "interview, Tarn, Saturday", act: model.ActAsk},
		{by: "Ada Holm", said: "denied", text: `that the harbour was "a ruin"`, act: model.ActDeny},
		{by: "Kerr", said: "said", text: "that the owners were late", act: model.ActSay},
		{by: "unnamed: a shipowner", behalf: "explicit: Shipowners' League", said: "said", text: "that the ships were old", act: model.ActSay},
	}},
	{id: "wire", copied: "owners", date: "2024-01-12T20:00:00Z", outlet: "Bryn Courier", title: "League changes its tone", statements: []says{
		{by: "Ben Orr", as: "spokesman of Shipowners' League", behalf: "explicit: Shipowners' League", said: "accused", text: "Gus Penn of lying", act: model.ActAccuse},
		{by: "Ben Orr", as: "spokesman of Shipowners' League", behalf: "explicit: Shipowners' League", said: "plans", text: "to sell four ships", act: model.ActPlan},
	}},
	{id: "study", dateText: "03/04/2024", outlet: "The Tarn Post", title: "Study without a day", statements: []says{
		{by: "Zoë Łask", said: "found", text: "that gulls prefer trawlers", act: model.ActShow},
	}},
}
