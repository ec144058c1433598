package web

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"

	"quotegraph/internal/model"
	"quotegraph/internal/reading"
	"quotegraph/internal/web/pages"
)

// link is a cell of a result that names a node.
type link struct {
	IRI  string `json:"iri"`
	Href string `json:"href"`
	Text string `json:"text,omitempty"` // where the row names the node otherwise
}

// runProgram runs a program and answers with a table whose identifiers are links.
func (v *Server) runProgram(w http.ResponseWriter, r *http.Request) {
	program, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if len(program) == 0 {
		refuse(w, http.StatusBadRequest, noBody)
		return
	}
	rows := v.opt.Rows
	if n, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil && n > 0 {
		rows = min(n, v.opt.Rows)
	}
	a, err := v.run(r.Context(), r.PathValue("lang"), program, rows, "")
	if err != nil {
		faulty(w, err)
		return
	}
	send(w, a)
}

// linked puts links in the place of identifiers, and of the ids by which saved queries name articles.
func linked(rows []map[string]any) []map[string]any {
	out := make([]map[string]any, len(rows))
	for i, row := range rows {
		out[i] = make(map[string]any, len(row))
		for k, x := range row {
			if href, id := pages.Link(k, x); href != "" || id != "" {
				l := link{IRI: id, Href: href}
				if text, _ := x.(string); reading.IRI(x) == "" {
					l.Text = text
				}
				x = l
			}
			out[i][k] = x
		}
	}
	return out
}

// drawResult draws the graph among the nodes of a result.
func (v *Server) drawResult(w http.ResponseWriter, r *http.Request) {
	var in struct {
		IRIs []*string `json:"iris"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if in.IRIs == nil || slices.Contains(in.IRIs, nil) {
		refuse(w, http.StatusBadRequest, `iris is a list of identifiers: {"iris": ["person:…"]}`)
		return
	}
	iris := make([]string, len(in.IRIs))
	for i, iri := range in.IRIs {
		iris[i] = *iri
	}
	g, err := v.site.Reader.Among(r.Context(), iris)
	if err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	svg, err := g.SVG(r.Context())
	if err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	_, _ = w.Write(svg) // an error is the connection's
}

// term is a word of the graph's vocabulary, or a method of Gizmo's.
type term struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

// The classes, predicates and methods are what the console's editor completes.
var classes = []term{
	{model.ClassArticle, "an article"},
	{model.ClassStatement, "a statement"},
	{model.ClassQuotation, "a direct or mixed statement"},
	{model.ClassClaim, "an indirect statement"},
	{model.ClassPerson, "a person"},
	{model.ClassOrganization, "an organisation"},
	{model.ClassCountry, "a country"},
	{model.ClassGroup, "people without a name"},
	{model.ClassUnnamed, "a source without a name"},
	{model.ClassJoint, "several named sources"},
	{model.ClassRole, "an office that somebody holds"},
	{model.ClassRepresentation, "that somebody speaks for somebody"},
	{model.ClassEvent, "an occasion"},
	{model.ClassDocument, "a document"},
}

var predicates = []term{
	{model.Type, "any → class"},
	{model.Text, "statement → its text"},
	{model.TypeOf, "statement → direct, mixed, indirect"},
	{model.VerbatimOf, "statement → quoted words"},
	{model.SaidBy, "statement → source"},
	{model.SourceText, "statement → the source as written"},
	{model.CueOf, "statement → cue"},
	{model.InRole, "statement → role"},
	{model.OnBehalfOf, "statement → principal"},
	{model.Behalves, "statement → representation"},
	{model.EvidenceOf, "statement or representation → kind of evidence"},
	{model.AddressedTo, "statement → to whom"},
	{model.At, "statement → event"},
	{model.IsPartOf, "statement → article"},
	{model.ReportedIn, "statement → the one it is nested in"},
	{model.Begin, "statement → first byte"},
	{model.End, "statement → byte after"},
	{model.Position, "statement → number in its article"},
	{model.PartAt, "statement → places of its parts"},
	{model.CueAt, "statement → place of its cue"},
	{model.SourceAt, "statement → place of its source"},
	{model.Confidence, "statement → confidence"},
	{model.ActOf, "statement → speech act"},
	{model.NegatedOf, "statement → true if negated"},
	{model.ConditionalOf, "statement → true if conditional"},
	{model.NameOf, "agent or document → name"},
	{model.Alias, "agent → other name"},
	{model.Represents, "agent → for whom it speaks"},
	{model.Holds, "agent → role"},
	{model.JointMember, "joint source → member"},
	{model.RoleMember, "role → who holds it"},
	{model.RoleOrg, "role → organisation"},
	{model.RoleTitle, "role → title as written"},
	{model.RoleOffice, "role → office meant"},
	{model.RoleFormer, "role → true if former"},
	{model.RepresentedBy, "representation → who speaks"},
	{model.PrincipalOf, "representation → for whom"},
	{model.Words, "role, event, representation → words that prove it"},
	{model.WordsAt, "… and where they stand"},
	{model.Order, "representation → 0: nearest"},
	{model.EventType, "event → type"},
	{model.Location, "event → place"},
	{model.TimeText, "event → time as written"},
	{model.StartDate, "event → date"},
	{model.Headlined, "article → headline"},
	{model.DatePublished, "article → date"},
	{model.Publisher, "article or document → publisher"},
	{model.Author, "article → author"},
	{model.URL, "article → address"},
	{model.DatelineOf, "article → dateline"},
	{model.ArticleID, "article → id"},
	{model.ArticleText, "article → text"},
	{model.SourceOf, "article → file"},
	{model.SHA256, "article → sum of its text"},
	{model.SignedBy, "document → signatories"},
	{model.SignatoryCount, "document → how many"},
}

// methods of Gizmo's paths, and of its g.
var methods = []term{
	{"All", "all results"},
	{"GetLimit", "so many results"},
	{"ToArray", "results as an array"},
	{"ToValue", "one result"},
	{"TagArray", "tagged results as an array"},
	{"TagValue", "one tagged result"},
	{"ForEach", "calls a function with each result"},
	{"Count", "how many"},
	{"Out", "along a predicate"},
	{"In", "against a predicate"},
	{"Both", "along and against"},
	{"Is", "only these nodes"},
	{"Has", "only nodes with a predicate's value"},
	{"HasR", "only nodes that a value has so"},
	{"Tag", "names the node in results"},
	{"As", "as Tag"},
	{"Back", "back to a tagged node"},
	{"Save", "a predicate's value into results"},
	{"SaveR", "… against the predicate"},
	{"SaveOpt", "… if there is one"},
	{"SaveOptR", "… against, if there is one"},
	{"Intersect", "in both paths"},
	{"And", "as Intersect"},
	{"Union", "in either path"},
	{"Or", "as Union"},
	{"Except", "not in the other path"},
	{"Difference", "as Except"},
	{"Follow", "along a morphism"},
	{"FollowR", "against a morphism"},
	{"FollowRecursive", "along a predicate, again and again"},
	{"LabelContext", "only quads of a label (an article)"},
	{"Labels", "labels of the nodes' quads"},
	{"InPredicates", "predicates that lead here"},
	{"OutPredicates", "predicates that lead on"},
	{"Unique", "each once"},
	{"Skip", "without the first so many"},
	{"Limit", "at most so many"},
	{"Order", "sorted"},
	{"Filter", "by like, regex, gt, lt …"},
	{"V", "nodes (of g)"}, {"M", "a morphism (of g)"}, {"Emit", "a row of the result (of g)"},
}
