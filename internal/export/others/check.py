"""Reads what graph exports with other people's programs and compares; see run.sh. Ends with 1 where something differs."""
import glob
import json
import re
import shutil
import subprocess
import sys
import warnings

import duckdb
import igraph
import lxml.etree
import networkx
import openpyxl
import pyarrow.parquet
import pyoxigraph
import pyshacl
import rdflib
from pyld import jsonld

warnings.simplefilter("ignore")
GRAPH, STORE, WORK, ROOT = sys.argv[1:]
wrong = []


def export(form, ending, *more):
    path = f"{WORK}/out{ending}"
    subprocess.run([GRAPH, "export", "--db", STORE, "--format", form, "--to", path, *more], check=True)
    return path


def same(what, *counts):
    """Says what was counted; counts that differ are wrong."""
    ok = len(set(counts)) == 1
    print(f"{'ok   ' if ok else 'WRONG'} {what}: {', '.join(map(str, counts))}")
    if not ok:
        wrong.append(what)


def lines(path):
    with open(path, encoding="utf-8") as f:
        return sum(1 for _ in f)


def by_value(quads):
    """Quads with numbers by their value: processors of JSON-LD write 0.93 as 9.3E-1."""
    double = "http://www.w3.org/2001/XMLSchema#double"
    return {(q.subject, q.predicate, float(q.object.value) if getattr(q.object, "datatype", None) and q.object.datatype.value == double else q.object, q.graph_name) for q in quads}


def rdf():
    nq, trig, ttl, nt, ld = export("nquads", ".nq"), export("trig", ".trig"), export("turtle", ".ttl"), export("ntriples", ".nt"), export("jsonld", ".jsonld")
    ox = {f: list(pyoxigraph.parse(path=f, format=k)) for f, k in (
        (nq, pyoxigraph.RdfFormat.N_QUADS), (trig, pyoxigraph.RdfFormat.TRIG), (ttl, pyoxigraph.RdfFormat.TURTLE), (nt, pyoxigraph.RdfFormat.N_TRIPLES), (ld, pyoxigraph.RdfFormat.JSON_LD))}
    same("quads: lines, Oxigraph of N-Quads, TriG, JSON-LD", lines(nq), *(len(set(ox[f])) for f in (nq, trig, ld)))
    same("TriG holds what N-Quads hold", set(ox[nq]) == set(ox[trig]), True)
    same("JSON-LD holds what N-Quads hold", by_value(ox[nq]) == by_value(ox[ld]), True)
    same("triples: lines, Oxigraph of Turtle, N-Triples", lines(nt), len(set(ox[ttl])), len(set(ox[nt])))
    for form, path in (("trig", trig), ("json-ld", ld)):
        d = rdflib.Dataset()
        d.parse(path, format=form)
        same(f"rdflib of {form}", sum(1 for _ in d.quads()), lines(nq))
    merged = rdflib.Graph()
    merged.parse(ttl)
    same("rdflib of Turtle", len(merged), lines(nt))
    with open(ld, encoding="utf-8") as f:
        same("PyLD", len(jsonld.to_rdf(json.load(f), {"format": "application/n-quads"}).strip().split("\n")), lines(nq))
    if shutil.which("rapper"):
        told = subprocess.run(["rapper", "-c", "-i", "turtle", ttl], capture_output=True, text=True).stderr
        same("rapper of Turtle", re.search(r"returned (\d+) triples", told).group(1), str(lines(nt)))
    else:
        print("      rapper is not here: install raptor2-utils")
    jars = glob.glob(f"{WORK}/jena/*.jar")
    if jars:
        for path, want in ((nq, nq), (trig, nq), (ld, nq), (ttl, nt), (nt, nt)):
            told = subprocess.run(["java", "-cp", f"{WORK}/jena/*", "riotcmd.riot", "--count", path], capture_output=True, text=True)
            same(f"Jena's riot of {path.rsplit('.', 1)[1]}", re.search(r"= ([\d,]+)", told.stdout + told.stderr).group(1).replace(",", ""), str(lines(want)))
    else:
        print("      Jena is not here: it wants java and mvn")
    shapes = rdflib.Graph()
    shapes.parse(f"{ROOT}/docs/shapes.ttl")
    conforms, _, report = pyshacl.validate(merged, shacl_graph=shapes)
    same("SHACL" if conforms else "SHACL\n" + report[:2000], conforms, True)
    sparql(merged, ttl)


def sparql(merged, ttl):
    store = pyoxigraph.Store()
    store.load(path=ttl, format=pyoxigraph.RdfFormat.TURTLE)
    with open(f"{ROOT}/docs/SPARQL.md", encoding="utf-8") as f:
        questions = re.findall(r"^([^\n`]+):\n\n```sparql\n(.*?)```", f.read(), re.S | re.M)
    same("questions", len(questions), 10)
    for title, q in questions:
        one = sorted("|".join("" if v is None else str(v) for v in row) for row in merged.query(q))
        other = sorted("|".join("" if v is None else v.value for v in row) for row in store.query(q))
        same(f"SPARQL: {title}", len(one), len(other))
        if not one or [x for x in one if not re.search(r"\d\.\d", x)] != [x for x in other if not re.search(r"\d\.\d", x)]:
            wrong.append(title)
            print("WRONG", one[:2], other[:2])


def valid(what, path, schema, *changes):
    """Checks a file against a schema of JGraphT's, after changes of its text."""
    for jar in glob.glob(f"{WORK}/schemas/*.jar"):
        shutil.unpack_archive(jar, f"{WORK}/schemas/unpacked", "zip")
        check = lxml.etree.XMLSchema(lxml.etree.parse(f"{WORK}/schemas/unpacked/{schema}"))
        with open(path, encoding="utf-8") as f:
            text = f.read()
        for old, new in changes:
            text = re.sub(old, new, text)
        ok = check.validate(lxml.etree.fromstring(text.encode(), lxml.etree.XMLParser(huge_tree=True)))
        same(f"{what} is valid by {schema}", ok, True)
        print(*list(check.error_log)[:3], sep="\n", end="\n" if not ok else "")


def property_graphs():
    for more in ((), ("--simple",)):
        gml, gexf, cy = export("graphml", ".graphml", *more), export("gexf", ".gexf", *more), export("cytoscape", ".cyjs", *more)
        nx, ig, gx = networkx.read_graphml(gml, force_multigraph=True), igraph.Graph.Read_GraphML(gml), networkx.read_gexf(gexf)
        with open(cy, encoding="utf-8") as f:
            e = json.load(f)["elements"]
        same(f"nodes {more}: networkx, igraph, GEXF, Cytoscape", nx.number_of_nodes(), ig.vcount(), gx.number_of_nodes(), len(e["nodes"]))
        same(f"edges {more}: networkx, igraph, Cytoscape", nx.number_of_edges(), ig.ecount(), len(e["edges"]))
        same(f"directed {more}", nx.is_directed(), ig.is_directed(), gx.is_directed(), True)
        valid(f"GraphML {more}", gml, "graphml.xsd")
        valid(f"GEXF {more}", gexf, "gexf.xsd", ("http://gexf.net/1.3", "http://www.gexf.net/1.2draft"), ('version="1.3"', 'version="1.2"'), ('(<edge .*) kind="[^"]*"', r"\1"))     # there is no schema of 1.3 in Java's or Python's registries
        for jar in glob.glob(f"{WORK}/gephi/*.jar"):
            told = subprocess.run(["java", "-cp", jar, f"{ROOT}/internal/export/others/Gephi.java", gexf, gml], capture_output=True, text=True).stdout
            counts = [tuple(map(int, m)) for m in re.findall(r"(?m)^(\d+) (\d+) (?:dynamic|static)$", told)]
            pairs = len(set(nx.edges()))        # of GraphML, Gephi makes one of several edges between the same two nodes
            same(f"Gephi of GEXF {more}: nodes and edges", counts[0], (nx.number_of_nodes(), nx.number_of_edges()))
            same(f"Gephi of GraphML {more}: nodes and pairs", counts[1], (nx.number_of_nodes(), pairs))
        if not more:
            same("a confidence is a number", all(isinstance(d["confidence"], float) for _, d in nx.nodes(data=True) if "confidence" in d), True)


def tables():
    book = openpyxl.load_workbook(export("xlsx", ".xlsx"))
    for name in book.sheetnames:
        parquet, csv, js = (export(f, e, "--table", name) for f, e in (("parquet", ".parquet"), ("csv", ".csv"), ("jsonl", ".jsonl")))
        with open(js, encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
        count = lambda q: duckdb.sql(q).fetchall()[0][0]
        same(f"rows of {name}: JSON, pyarrow, DuckDB of Parquet and of CSV, openpyxl", len(rows), pyarrow.parquet.read_table(parquet).num_rows, count(f"select count(*) from '{parquet}'"),
             count(f"select count(*) from read_csv('{csv}', header = true, all_varchar = true)"), book[name].max_row - 1)
        same(f"values of {name}: Parquet and JSON", pyarrow.parquet.read_table(parquet).to_pylist() == rows, True)


rdf()
property_graphs()
tables()
print(f"{len(wrong)} wrong" if wrong else "all the same")
sys.exit(1 if wrong else 0)
