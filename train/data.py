"""Articles and named-entity sentences as words with labels.

Words come from the program itself (`graph train` writes them), so that training and use cut text alike. A word is
[begin, end, quoted, shape, first, sentence, paragraph]: code points; within quotation marks; 0 lower case,
1 capitalised, 2 capitals, 3 begins with a digit, 4 a sign; begins a paragraph; running numbers.
"""
import gzip
import json
from bisect import bisect_left, bisect_right

LAYERS = ["source", "cue", "content"]
SOURCE, CUE, CONTENT = range(3)
BEGIN, INSIDE, END, SINGLE = range(4)
O = 0
LABELS = ["O"] + [f"{p}-{layer}" for layer in LAYERS for p in "BIES"]      # begin, inside, end, single


def label_of(layer, place):
    return 1 + 4 * layer + place


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


def read_articles(articles, words, tokenizer):
    """Articles with their words, from two files that must hold the same articles in the same order."""
    out = []
    for x, w in zip(read_lines(articles), read_lines(words), strict=True):
        if x["doc_id"] != w["doc_id"]:
            raise SystemExit(f"{words} has the words of {w['doc_id']!r} where {articles} has {x['doc_id']!r}")
        out.append(Article(x, w["words"], tokenizer))
    return out


def pieces_of(words, tokenizer):
    """Word pieces of each word by itself: lists of at most MAX_PIECES ids."""
    encoded = tokenizer.encode_batch([MARKS.get(w, w.replace("’", "'")) for w in words], add_special_tokens=False)
    return [(e.ids or [UNK])[:MAX_PIECES] for e in encoded]


class Article:
    """An article's words, features, pieces and, where it has gold, labels and links.

    label[i]   one of LABELS
    soft[i]    None, or a teacher's probabilities of O and, a layer, begins (B or S) and goes on (I or E)
    weight[i]  0 where the gold says "ignore", else 1
    cue_of[i]  for a content word: first word of its cue, -1 for none; else None
    source_of  for a cue word: first word of its source, -1 for none; else None
    """

    def __init__(self, article, words, tokenizer):
        self.id, self.text, self.gold = article["doc_id"], article["text"], article.get("quotes")
        self.begin = [w[0] for w in words]
        self.end = [w[1] for w in words]
        self.features = [(w[2], w[3], w[4]) for w in words]
        self.sentence = [w[5] for w in words]
        self.paragraph = [w[6] for w in words]
        self.pieces = pieces_of([self.text[w[0]:w[1]] for w in words], tokenizer)
        n = len(words)
        self.label, self.weight, self.soft = [O] * n, [1.0] * n, None
        self.cue_of, self.source_of = [None] * n, [None] * n
        for q in self.gold or []:
            if not q.get("nested"):
                self._add(q)
        for span in article.get("ignore", []):
            for i in self.covered(span):
                self.weight[i] = 0.0

    def covered(self, span):
        return range(bisect_right(self.end, span[0]), bisect_left(self.begin, span[1]))

    def _add(self, quote):
        cue = self.covered(quote["cue"]) if quote.get("cue") else ()
        source = self.covered(quote["speaker"]) if quote.get("speaker") else ()
        self._mark(source, SOURCE)
        self._mark(cue, CUE)
        for i in cue:
            self.source_of[i] = source[0] if source else -1
        for part in quote["parts"]:
            words = self.covered(part)
            self._mark(words, CONTENT)
            for i in words:
                if self.cue_of[i] is None:
                    self.cue_of[i] = cue[0] if cue else -1

    def _mark(self, words, layer):
        """Labels the words that no earlier span has taken; each stretch left of the span is a span of its own."""
        free = [i for i in words if self.label[i] == O]
        for k, i in enumerate(free):
            first, last = k == 0 or free[k - 1] != i - 1, k + 1 == len(free) or free[k + 1] != i + 1
            self.label[i] = label_of(layer, SINGLE if first and last else BEGIN if first else END if last else INSIDE)


class Sentences:
    """Running text with names only: consecutive sentences joined to windows of some 120 words."""

    def __init__(self, words, names, tokenizer):
        self.words = words
        self.features = [(0, shape(w), int(i == 0)) for i, w in enumerate(words)]
        self.pieces = pieces_of(words, tokenizer)
        self.name = names


def shape(w):
    """As Shape in internal/encoder/document.go: by the first character, then by the others."""
    first, lower = w[:1], any(c.islower() for c in w[1:])
    if first.isdigit():
        return 3
    if first.isupper():
        return 1 if lower or len(w) == 1 else 2
    return 0 if first.islower() else 4


CONLL = {"PER": "person", "ORG": "organization", "LOC": "place", "person": "person", "corporation": "organization",
         "group": "organization", "location": "place"}


def read_conll(path, tokenizer, size=120):
    """Column files: word first, tag (B-X/I-X or I-X) last. Types that are not ours are left unlabelled (-100)."""
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
                label = -100
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
