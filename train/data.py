"""Articles and named-entity sentences as words with labels.

Words come from the program itself (`graph train` writes them), so that training and use cut text alike. A word is
[begin, end, quoted, shape, first, sentence, paragraph]: code points; within quotation marks; 0 lower case,
1 capitalised, 2 capitals, 3 begins with a digit, 4 a sign; begins a paragraph; running numbers.
"""
import gzip
import hashlib
import json
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

LAYERS = ["source", "cue", "content"]
SOURCE, CUE, CONTENT = range(3)
BEGIN, INSIDE, END, SINGLE = range(4)
O = 0
LABELS = ["O"] + [f"{p}-{layer}" for layer in LAYERS for p in "BIES"]      # begin, inside, end, single


def label_of(layer, place):
    return 1 + 4 * layer + place


SPANS = ["title", "body", "holder"]         # of an office; a word may lie in several, so each has labels of its own
SPAN_LABELS = ["O", "B", "I", "E", "S"]
STATUSES = ["now", "former", "acting", "future"]
UNKNOWN = -100          # as a target: nobody has marked it
NONE = -1               # as the target of a link: it leads nowhere

NAME_TYPES = ["person", "organization", "place", "event"]
NAME_LABELS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BI"]
MARKS = {"''": '"', "``": '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "—": "-", "–": "-", "--": "-"}
MAX_PIECES = 6          # of one word
UNK = 100
BUCKETS = 32            # of distances between words


def read_lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def read_articles(articles, words, tokenizer, *offices):
    """Articles with their words, from two files that must hold the same articles in the same order; offices: files with those of some of them, by
    doc_id or what hidden() makes of it."""
    out, marked = [], {x["doc_id"]: x["offices"] for path in offices for x in read_lines(path)}
    for x, w in zip(read_lines(articles), read_lines(words), strict=True):
        if x["doc_id"] != w["doc_id"]:
            raise SystemExit(f"{words} has the words of {w['doc_id']!r} where {articles} has {x['doc_id']!r}")
        out.append(Article(x, w["words"], tokenizer))
        offices = marked.get(x["doc_id"], marked.get(hidden(x["doc_id"])))
        if offices is not None:
            out[-1].mark_offices(offices)
    return out


def hidden(doc_id):
    """An id that tells nothing of an article, for marks of texts that are not ours to pass on."""
    return hashlib.sha256(doc_id.encode()).hexdigest()[:16]


def pieces_of(words, tokenizer):
    """Word pieces of each word by itself: lists of at most MAX_PIECES ids."""
    encoded = tokenizer.encode_batch([MARKS.get(w, w.replace("’", "'")) for w in words], add_special_tokens=False)
    return [(e.ids or [UNK])[:MAX_PIECES] for e in encoded]


class Article:
    """An article's words, features, pieces and, for each head that has gold, what it should say of each word.

    target["label"]        one of LABELS; UNKNOWN where the gold says "ignore"
    target["cue_link"]     for a content word: first word of its cue or NONE; else UNKNOWN
    target["source_link"]  for a cue word: first word of its source or NONE; else UNKNOWN
    target["title"], ["body"], ["holder"]  one of SPAN_LABELS, where offices are marked
    target["body_link"], ["holder_link"]   for a title word: first word of the office's body, of its holder, or NONE
    target["status"]       for a title word: one of STATUSES
    soft[head]             a teacher's probabilities (words, classes), zero for words that it does not speak of
    share[head]            how much of the loss comes from them
    """

    def __init__(self, article, words, tokenizer):
        self.id, self.text, self.gold = article["doc_id"], article["text"], article.get("quotes")
        self.begin = [w[0] for w in words]
        self.end = [w[1] for w in words]
        self.features = [(w[2], w[3], w[4]) for w in words]
        self.sentence = [w[5] for w in words]
        self.paragraph = [w[6] for w in words]
        self.ids, self.start = flat(pieces_of([self.text[w[0]:w[1]] for w in words], tokenizer))
        self.target, self.soft, self.share, self.offices = {}, {}, {}, None
        if self.gold is not None:
            self._statements(article)

    def __len__(self):
        return len(self.begin)

    def covered(self, span):
        return range(bisect_right(self.end, span[0]), bisect_left(self.begin, span[1])) if span else range(0)

    def unmarked(self, head, value=UNKNOWN):
        self.target[head] = [value] * len(self)
        return self.target[head]

    def _statements(self, article):
        label, cue_of, source_of = self.unmarked("label", O), self.unmarked("cue_link"), self.unmarked("source_link")
        for q in self.gold:
            if q.get("nested"):
                continue
            cue, source = self.covered(q.get("cue")), self.covered(q.get("speaker"))
            mark(label, source, label_of(SOURCE, BEGIN))
            mark(label, cue, label_of(CUE, BEGIN))
            for i in cue:
                source_of[i] = source[0] if source else NONE
            for part in q["parts"]:
                words = self.covered(part)
                mark(label, words, label_of(CONTENT, BEGIN))
                for i in words:
                    if cue_of[i] == UNKNOWN:
                        cue_of[i] = cue[0] if cue else NONE
        for span in article.get("ignore", []):
            for i in self.covered(span):
                label[i] = UNKNOWN

    def mark_offices(self, offices):
        """Targets from the places that tell an office; of two offices with one title, the first counts."""
        self.offices = []
        labels = {k: self.unmarked(k, O) for k in SPANS}
        body_of, holder_of, status = self.unmarked("body_link"), self.unmarked("holder_link"), self.unmarked("status")
        for o in offices:
            title, body, holder = (self.covered(o[k]) for k in ("title_at", "organization_at", "holder_at"))
            if not title or any(labels["title"][i] for i in title):
                continue
            for k, words in zip(SPANS, (title, body, holder)):
                if not any(labels[k][i] for i in words):
                    mark(labels[k], words, 1)
            office = Office(title[0], title[-1], *(x[0] if x else NONE for x in (body, holder)), o["status"])
            for i in title:
                body_of[i], holder_of[i], status[i] = office.body, office.holder, STATUSES.index(office.status)
            self.offices.append(office)


class Office(NamedTuple):
    """First and last word of a title, first word of its body and of its holder (NONE where there is none)."""
    first: int
    last: int
    body: int
    holder: int
    status: str


def mark(labels, words, begin):
    """Labels those words that no earlier span has taken; each stretch left of the span is a span of its own. begin: the label B."""
    free = [i for i in words if labels[i] == O]
    for k, i in enumerate(free):
        first, last = k == 0 or free[k - 1] != i - 1, k + 1 == len(free) or free[k + 1] != i + 1
        labels[i] = begin + (SINGLE if first and last else BEGIN if first else END if last else INSIDE)


def flat(pieces):
    """Word pieces on end, and where each word's begin."""
    return [x for p in pieces for x in p], list(accumulate(map(len, pieces), initial=0))


class Sentences:
    """Running text with names only: consecutive sentences joined to windows of some 120 words."""

    def __init__(self, words, names, tokenizer):
        self.words = words
        self.features = [(0, shape(w), int(i == 0)) for i, w in enumerate(words)]
        self.sentence = self.paragraph = [0] * len(words)
        self.ids, self.start = flat(pieces_of(words, tokenizer))
        self.target, self.soft, self.share = {"name": names}, {}, {}

    def __len__(self):
        return len(self.words)


def shape(w):
    """As Shape in internal/encoder/document.go: by the first character, then by the others."""
    first, lower = w[:1], any(c.islower() for c in w[1:])
    if first.isdigit():
        return 3
    if first.isupper():
        return 1 if lower or len(w) == 1 else 2
    return 0 if first.islower() else 4


CONLL = {"PER": "person", "ORG": "organization", "LOC": "place", "person": "person", "corporation": "organization",
         "group": "organization", "location": "place", "EVENT": "event"}


def read_conll(path, tokenizer, size=120):
    """Column files: word first, tag (B-X/I-X or I-X) last. Types that are not ours are left unlabelled."""
    out, words, names, previous = [], [], [], "O"
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            fields = line.split()
            if not fields or fields[0] == "-DOCSTART-":
                previous = "O"
                if len(words) >= size or words and not fields and len(words) > size // 2:
                    out.append(Sentences(words, names, tokenizer))
                    words, names = [], []
                continue
            tag = fields[-1]
            kind = CONLL.get(tag[2:]) if tag != "O" else None
            if tag == "O":
                label = 0
            elif kind is None:
                label = UNKNOWN
            else:
                inside = tag[0] == "I" and previous[2:] == tag[2:]
                label = NAME_LABELS.index(("I-" if inside else "B-") + kind)
            words.append(fields[0])
            names.append(label)
            previous = tag
    if words:
        out.append(Sentences(words, names, tokenizer))
    return out


GUM = {"person": "person", "organization": "organization", "place": "place", "event": "event"}


def read_gum(path, tokenizer, size=120):
    """Names in GUM: entities whose head or words are proper nouns (tag NNP/NNPS), by the Entity column."""
    out, words, names = [], [], []
    sentence, tags, entities, stack = [], [], [], []
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if not line:
                label = [0] * len(sentence)
                for first, last, kind in entities:
                    proper = [i for i in range(first, last + 1) if tags[i].startswith("NNP")]
                    if kind in GUM and proper and proper[-1] == last and proper == list(range(proper[0], last + 1)):
                        for i in proper:
                            if label[i] == 0:
                                label[i] = NAME_LABELS.index(("I-" if i > proper[0] else "B-") + GUM[kind])
                words += sentence
                names += label
                sentence, tags, entities, stack = [], [], [], []
                if len(words) >= size:
                    out.append(Sentences(words, names, tokenizer))
                    words, names = [], []
                continue
            f = line.split("\t")
            if not f[0].isdigit():
                continue
            i = len(sentence)
            sentence.append(f[1])
            tags.append(f[4])
            misc = dict(x.split("=", 1) for x in f[9].split("|") if "=" in x)
            mark = misc.get("Entity", "")
            k = 0
            while k < len(mark):
                if mark[k] == "(":
                    j = k + 1
                    while j < len(mark) and mark[j] not in "()":
                        j += 1
                    stack.append((i, mark[k + 1:j].split("-")))
                    if j < len(mark) and mark[j] == ")":
                        first, parts = stack.pop()
                        entities.append((first, i, parts[1] if len(parts) > 1 else ""))
                        j += 1
                    k = j
                elif mark[k] == ")" or mark[k].isalnum() or mark[k] == "-":
                    j = mark.find(")", k)
                    if j < 0:
                        break
                    if stack:
                        first, parts = stack.pop()
                        entities.append((first, i, parts[1] if len(parts) > 1 else ""))
                    k = j + 1
                else:
                    k += 1
    return out
