"""Reads articles on a Spark cluster through `graph extract --quads`, and writes statements, agents, roles and occasions as Parquet and quads as N-Quads.

usage: spark-submit --files graph job.py INPUT OUTPUT [--form jsonl|parquet|warc] [--parts N] [--days]

INPUT is a folder, file or pattern of any file system that Spark knows. Articles are told apart by their ids: of two with one id the later line counts, so
that each is written exactly once. The one binary, `graph`, goes to the workers by --files; each partition is piped through it. A worker that is lost
costs its partitions again: nothing is written but by Spark's own committed output.

Beside the tables stands `failed`: the articles that could not be read, with the reason.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading

from pyspark import SparkFiles
from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType, StructField, StructType

FIELDS = ["doc_id", "text", "title", "date", "url", "publisher", "author"]


def columns(text, numbers="", flags="", fractions=""):
    kinds = [(text, StringType()), (numbers, LongType()), (flags, BooleanType()), (fractions, DoubleType())]
    return [StructField(name, kind) for names, kind in kinds for name in names.split()]


STATEMENTS = StructType(columns("doc_id date speaker speaker_kind role type cue said act text", "n begin end", "nested negated conditional", "confidence")
                        + [StructField("on_behalf_of", ArrayType(StringType()))])
ROLES = StructType(columns("doc_id person role organization", flags="former"))
REPRESENTATIONS = StructType(columns("doc_id speaker principal level"))
OCCASIONS = StructType(columns("doc_id type by place time date"))


def binary():
    """The program as Spark brought it to this worker."""
    path = SparkFiles.get("graph")
    if not os.access(path, os.X_OK):
        copy = os.path.join(tempfile.gettempdir(), "graph-%d" % os.getpid())
        with open(path, "rb") as f, open(copy, "wb") as g:
            g.write(f.read())
        os.chmod(copy, 0o755)
        path = copy
    return path


def extract(rows):
    """Pipes articles through the program; gives (doc_id, found as JSON or None, reason of a failure or None)."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    errors = tempfile.TemporaryFile("w+b")
    child = subprocess.Popen([binary(), "extract", "--quads", "--workers", "1", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
    sent, broken = [], []

    def feed():
        try:
            row = first
            while row is not None:
                article = {k: row[k] for k in FIELDS if k in row and row[k]}
                sent.append(article["doc_id"])
                child.stdin.write(json.dumps(article).encode() + b"\n")
                row = next(rows, None)
        except BaseException as e:  # the program ended, which its exit code tells, or the input is broken
            broken.append(e)
        finally:
            try:
                child.stdin.close()
            except OSError:
                pass

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    found = set()
    for line in child.stdout:
        line = line.decode()
        name = json.loads(line)["doc_id"]
        found.add(name)
        yield name, line, None
    feeder.join()
    code = child.wait()
    errors.seek(0)
    said = errors.read().decode(errors="replace").strip().splitlines()
    nothing = code == 2 and said and said[-1].endswith("nothing could be read")
    if code not in (0, 1) and not nothing or broken:  # 1: some articles could not be read, each named
        raise RuntimeError("graph ended with %d%s: %s" % (code, ", %r" % broken[0] if broken else "", "\n".join(said[-5:])))
    lines = {int(s.split(":")[2]): s.split(": ", 2)[-1] for s in said if s.startswith("graph: -:") and s.split(":")[2].isdigit()}
    for n, name in enumerate(sent, 1):
        if name not in found:
            yield name, None, lines.get(n, "not read")


def statements(doc):
    for q in doc["quotes"]:
        yield Row(doc_id=doc["doc_id"], date=doc.get("date"), speaker=q.get("speaker_canonical"), speaker_kind=q.get("speaker_kind"), role=q.get("role"),
                  type=q["content_type"], cue=doc["text"][q["cue"][0]:q["cue"][1]] if q.get("cue") else None, said=q.get("said"), act=q.get("speech_act"),
                  text=" … ".join(" ".join(doc["text"][a:b].split()) for a, b in q["parts"]), n=q["id"] + 1, begin=q["quote"][0], end=q["quote"][1],
                  nested=bool(q.get("nested")), negated=bool(q.get("negated")), conditional=bool(q.get("conditional")), confidence=float(q["confidence"]),
                  on_behalf_of=[b["name"] for b in q.get("on_behalf_of") or []])


def table(spark, found, schema, rows):
    return spark.createDataFrame(found.flatMap(lambda x: [tuple(r[c] for c in schema.names) for r in rows(json.loads(x))]), schema)


def plain(doc, key, schema):
    for r in doc[key]:
        yield dict({c: r.get(c) for c in schema.names}, doc_id=doc["doc_id"])


def articles(spark, opt):
    """The input as rows with the program's fields, one an id."""
    if opt.form == "parquet":
        rows = spark.read.parquet(opt.input)
    elif opt.form == "jsonl":
        rows = spark.read.schema(StructType(columns(" ".join(FIELDS)))).json(opt.input)
    else:
        rows = spark.createDataFrame(spark.sparkContext.binaryFiles(opt.input, opt.parts).flatMap(lambda x: archive(*x)), StructType(columns(" ".join(FIELDS))))
    for f in FIELDS:
        if f not in rows.columns:
            rows = rows.withColumn(f, F.lit(None).cast("string"))
    rows = rows.select(*[F.col(f).cast("string") for f in FIELDS]).where("length(text) > 0")
    told = lambda name: F.when(F.trim(name) != "", F.col(name))
    rows = rows.withColumn("doc_id", F.coalesce(told("doc_id"), told("url"), F.sha2("text", 256)))
    return rows.groupBy("doc_id").agg(F.max_by(F.struct(*FIELDS), F.struct("date", F.length("text"), "text")).alias("a")).select("a.*")


def archive(path, raw):
    """The articles of a WARC: the program itself reads the archive, its pages' texts come back."""
    with tempfile.NamedTemporaryFile(suffix=".warc.gz" if path.endswith(".gz") else ".warc") as f:
        f.write(raw)
        f.flush()
        out = subprocess.run([binary(), "extract", "--articles", f.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = out.stderr.decode(errors="replace").strip()
    if out.returncode not in (0, 1) and not said.endswith("nothing could be read"):  # 1: some pages could not be read
        raise RuntimeError("%s: graph ended with %d: %s" % (path, out.returncode, said[-500:]))
    for line in out.stdout.decode().split("\n"):
        if not line:
            continue
        d = json.loads(line)
        yield tuple(d.get(k) for k in FIELDS)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("input"), ap.add_argument("output")
    ap.add_argument("--form", choices=["jsonl", "parquet", "warc"], default="jsonl")
    ap.add_argument("--parts", type=int, default=64, help="partitions; some hundred articles each keep start-up small and skew bearable")
    ap.add_argument("--overwrite", action="store_true", help="write over what an earlier run left")
    opt = ap.parse_args()
    spark = SparkSession.builder.appName("graph").getOrCreate()
    mode = "overwrite" if opt.overwrite else "errorifexists"
    # By the id's hash: the same articles come to the same partitions, however the input is cut.
    rows = articles(spark, opt).repartition(opt.parts, "doc_id").sortWithinPartitions("doc_id")
    read = spark.createDataFrame(rows.rdd.map(lambda r: r.asDict()).mapPartitions(extract), StructType(columns("doc_id found reason")))
    whole = os.path.join(opt.output, "found")
    read.write.mode(mode).parquet(whole)  # reading is what costs: it is written once, and the tables are made of that
    read = spark.read.parquet(whole)
    found = read.where("found is not null").select("found").rdd.map(lambda r: r.found)
    at = lambda name: os.path.join(opt.output, name)
    table(spark, found, STATEMENTS, statements).write.mode(mode).parquet(at("statements"))
    for name, key, schema in (("roles", "roles", ROLES), ("representations", "behalf", REPRESENTATIONS), ("occasions", "events", OCCASIONS)):
        table(spark, found, schema, lambda d, k=key, s=schema: plain(d, k, s)).write.mode(mode).parquet(at(name))
    quads = spark.createDataFrame(found.flatMap(lambda x: [(q,) for q in json.loads(x)["quads"].split("\n") if q]), StructType(columns("value")))
    quads.write.mode(mode).option("compression", "gzip").text(at("quads"))
    read.where("found is null").select("doc_id", "reason").write.mode(mode).json(at("failed"))
    print(json.dumps({"articles": read.where("found is not null").count(), "failed": read.where("found is null").count()}))
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
