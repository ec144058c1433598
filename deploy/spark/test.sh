#!/usr/bin/env bash
# Reads articles through one process and through a local cluster of two workers, one of which is killed on the way: the quads must be the same, byte for
# byte when sorted. Wants Java 17 or later and pyspark: pip install 'pyspark==4.0.*' (or 3.5). ARTICLES says how many (300).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=${ARTICLES:-300}
go build -o "$work/graph" ./cmd/graph

"$work/graph" extract --articles seeds/*.txt >"$work/seeds.jsonl"
python3 - "$work" "$n" <<'P'
import json, sys
work, n = sys.argv[1], int(sys.argv[2])
seeds = [json.loads(l) for l in open(work + "/seeds.jsonl")]
with open(work + "/articles.jsonl", "w") as f:
    for i in range(n):
        a = dict(seeds[i % len(seeds)], doc_id="a%06d" % i, date="2024-%02d-%02d" % (i % 12 + 1, i % 28 + 1))
        a["text"] = a["text"] + "\n\nNumber %d of a series." % i
        f.write(json.dumps(a) + "\n")
    f.write(json.dumps({"doc_id": "french", "text": "Le maire de Tarn a déclaré que le port restera fermé jusqu'à lundi, et que les bateaux iront à Leith. Les pêcheurs demandent plus de temps. Le conseil se réunira de nouveau lundi pour les entendre, et le capitaine du port, qui avait promis une réponse, a ajouté que les lampes et la grue seraient réparées avant le printemps, si le temps le permet et si la région donne l'argent qu'elle a promis."}) + "\n")
    f.write(json.dumps(dict(a)) + "\n")  # the last one twice
P

echo "== one process"
start=$SECONDS
"$work/graph" extract --quads - <"$work/articles.jsonl" 2>"$work/one.err" >"$work/one.jsonl" || test $? = 1
python3 -c '
import json, sys
seen = {}
for l in open(sys.argv[1]): d = json.loads(l); seen[d["doc_id"]] = d["quads"]
print("\n".join(sorted(set("".join(seen.values()).split("\n")) - {""})))' "$work/one.jsonl" >"$work/one.nq"
echo "$((SECONDS - start)) s, $(wc -l <"$work/one.nq") quads"

master='local-cluster[2,1,1024]'
run() { # output folder
	"${SPARK:-spark-submit}" --master "$master" --conf spark.ui.enabled=false --files "$work/graph" deploy/spark/job.py "$work/articles.jsonl" "$1" --parts 8 >"$work/spark.out" 2>"$work/spark.err" || { tail -20 "$work/spark.err"; exit 1; }
	zcat "$1"/quads/*.gz | LC_ALL=C sort >"$work/spark.nq"
	LC_ALL=C sort -o "$work/one.nq" "$work/one.nq"
	cmp "$work/one.nq" "$work/spark.nq"
	tail -1 "$work/spark.out"
}

echo "== a local cluster of two workers"
start=$SECONDS
run "$work/out"
grep -q '"doc_id":"french"' "$work"/out/failed/*.json
echo "$((SECONDS - start)) s, the same quads; the failed article is named"

echo "== the same, and a worker is killed"
(
	for _ in $(seq 300); do
		sleep 0.2
		p=$(pgrep -f 'graph extract --quads' | head -1) || continue
		while [ -n "$p" ] && [ "$p" != 1 ] && [ "$(ps -o comm= -p "$p")" != java ]; do p=$(ps -o ppid= -p "$p" | tr -d ' '); done
		if [ -n "$p" ] && [ "$p" != 1 ]; then # the executor above it
			kill -9 "$p" && echo "killed one" >"$work/killed"
			break
		fi
	done
) &
run "$work/again"
wait
cat "$work/killed"
echo "the same quads"

echo "== loading what the cluster wrote"
"$work/graph" import --db "$work/graph.db" --format nquads "$work"/again/quads/*.gz 2>&1 | tail -1
"$work/graph" query --db "$work/graph.db" sources --limit 3
