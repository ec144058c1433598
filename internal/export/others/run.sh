#!/bin/sh
# Has other people's programs read what graph exports, and compares: rapper, rdflib, Oxigraph, pySHACL, PyLD, networkx, igraph, pyarrow, DuckDB, openpyxl.
# usage: internal/export/others/run.sh [STORE]
# Without a store the sample articles are read. What is missing is installed into a folder of its own (Python's packages) or said (rapper).
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=${WORK:-$(mktemp -d)}
python=${PYTHON:-python3}
if [ ! -x "$work/venv/bin/python" ]; then
  "$python" -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet rdflib pyoxigraph pyshacl PyLD networkx igraph pyarrow duckdb openpyxl
fi
(cd "$root" && go build -o "$work/graph" ./cmd/graph)
store=${1:-}
if [ -z "$store" ]; then
  store="$work/samples.db"
  rm -rf "$store"
  "$work/graph" ingest --db "$store" "$root/seeds"
fi
"$work/venv/bin/python" "$root/internal/export/others/check.py" "$work/graph" "$store" "$work" "$root"
