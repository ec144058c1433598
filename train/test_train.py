"""Tests that need neither PyTorch nor data: python3 -m unittest discover train"""
import importlib.util
import json
import struct
import tempfile
import unittest
import zlib

import data


class Pieces:
    """A tokenizer that gives each word one piece."""

    class Encoded:
        ids = [7]

    def encode_batch(self, words, add_special_tokens):
        return [self.Encoded() for _ in words]


def article(text, quotes):
    words, at = [], 0
    for i, w in enumerate(text.split()):
        at = text.index(w, at)
        words.append([at, at + len(w), 0, 0, int(i == 0), 0, 0])
        at += len(w)
    return data.Article({"doc_id": "x", "text": text, "quotes": quotes}, words, Pieces())


def span(text, words):
    return [text.index(words), text.index(words) + len(words)]


class Labels(unittest.TestCase):
    text = "Ana Ruiz said that the port would close"

    def labels(self, quotes):
        return [data.LABELS[i] for i in article(self.text, quotes).target["label"]]

    def test_layers(self):
        q = {"speaker": span(self.text, "Ana Ruiz"), "cue": span(self.text, "said"), "parts": [span(self.text, "that the port would close")]}
        self.assertEqual(self.labels([q]), ["B-source", "E-source", "S-cue", "B-content"] + ["I-content"] * 3 + ["E-content"])

    def test_words_belong_to_the_first_span(self):
        q = {"speaker": span(self.text, "Ana"), "cue": None, "parts": [span(self.text, "Ruiz said that")]}
        r = {"speaker": None, "cue": span(self.text, "said"), "parts": []}
        self.assertEqual(self.labels([r, q])[:4], ["S-source", "S-content", "S-cue", "S-content"])

    def test_links(self):
        q = {"speaker": span(self.text, "Ana Ruiz"), "cue": span(self.text, "said"), "parts": [span(self.text, "that the port")]}
        a = article(self.text, [q])
        no = data.UNKNOWN
        self.assertEqual(a.target["source_link"], [no, no, 0] + [no] * 5)
        self.assertEqual(a.target["cue_link"], [no] * 3 + [2] * 3 + [no] * 2)

    def test_nested_statements_do_not_count(self):
        self.assertEqual(set(self.labels([{"nested": True, "cue": span(self.text, "said"), "parts": []}])), {"O"})


class Offices(unittest.TestCase):
    text = "Tarn 's former mayor Ana Ruiz leads the port"

    def office(self, title, body, holder, status):
        at = lambda words: span(self.text, words) if words else None
        return {"title_at": at(title), "organization_at": at(body), "holder_at": at(holder), "status": status}

    def marked(self, *offices):
        a = article(self.text, None)
        a.mark_offices(offices)
        return a

    def test_labels_links_and_status(self):
        a = self.marked(self.office("mayor", "Tarn", "Ana Ruiz", "former"), self.office("leads", None, "Ana Ruiz", "now"))
        labels = lambda k: "".join(data.SPAN_LABELS[i] for i in a.target[k])
        self.assertEqual([labels(k) for k in data.SPANS], ["OOOSOOSOO", "SOOOOOOOO", "OOOOBEOOO"])
        no = data.UNKNOWN
        self.assertEqual(a.target["body_link"], [no] * 3 + [0, no, no, data.NONE, no, no])
        self.assertEqual(a.target["holder_link"], [no] * 3 + [4, no, no, 4, no, no])
        self.assertEqual(a.target["status"], [no] * 3 + [1, no, no, 0, no, no])
        self.assertEqual(a.offices, [data.Office(3, 3, 0, 4, "former"), data.Office(6, 6, data.NONE, 4, "now")])

    def test_of_two_offices_with_one_title_the_first_counts(self):
        a = self.marked(self.office("mayor", "Tarn", "Ana Ruiz", "former"), self.office("mayor", None, "Ana", "now"))
        self.assertEqual(a.offices, [data.Office(3, 3, 0, 4, "former")])

    def test_unmarked_articles_have_no_targets(self):
        self.assertEqual(article(self.text, []).target.keys(), {"label", "cue_link", "source_link"})


@unittest.skipUnless(importlib.util.find_spec("torch"), "no PyTorch")
class Batches(unittest.TestCase):
    def test_words_features_and_links_of_a_window(self):
        import windows
        text = "Ana Ruiz said that the port would close"
        a = article(text, [{"speaker": span(text, "Ana"), "cue": span(text, "said"), "parts": [span(text, "the port")]}])
        b = windows.Batch([(a, 0, 4), (a, 2, 8)], [None, 2])
        self.assertEqual(b.ids.tolist(), [[101, 7, 7, 7, 7, 102, 0, 0], [101] + [7] * 6 + [102]])
        self.assertEqual(b.first.tolist(), [[1, 2, 3, 4, 0, 0], [1, 2, 3, 4, 5, 6]])
        self.assertEqual(b.known.sum(1).tolist(), [4, 6])
        self.assertEqual(b.features[1, :, 1].tolist(), [0] + [2] * 6 + [0])     # in disguise: capitals
        self.assertEqual(b.features[0, :, 2].tolist(), [0, 1] + [0] * 6)        # begins a paragraph
        no = data.UNKNOWN
        self.assertEqual(b.target["source_link"].tolist(), [[no, no, 0, no, no, no], [no] * 6])     # its source is outside
        self.assertEqual(b.target["cue_link"].tolist(), [[no] * 6, [no, no, 0, 0, no, no]])

    def test_a_teacher_speaks_where_nobody_has_marked(self):
        import torch

        import soft
        a = article("Ana Ruiz said so", [])
        a.target["label"][1] = data.UNKNOWN
        said = {"soft": {"label": torch.ones(4, 7) / 7, "title": torch.ones(4, 5) / 5}, "link": {"body_link": torch.tensor([-100, -1, 0, -100])}}
        soft.teach(a, said)
        self.assertEqual(a.share, {"label": 0.5, "title": 1.0})
        self.assertEqual(a.soft["label"].sum(1).round(2).tolist(), [1, 0, 1, 1])
        self.assertEqual(a.target["body_link"], [-100, -1, 0, -100])

@unittest.skipUnless(importlib.util.find_spec("torch"), "without PyTorch")
class Mix(unittest.TestCase):
    def test_shares_are_weighed(self):
        import torch
        from mix import mixed
        one, two = (torch.nn.Linear(1, 1) for _ in range(2))
        one.weight.data, two.weight.data = torch.tensor([[1.0]]), torch.tensor([[4.0]])
        self.assertAlmostEqual(float(mixed([one, two], [2, 1])["weight"]), 2.0)



class Shapes(unittest.TestCase):
    def test_shapes(self):      # the same table stands in internal/encoder/document_test.go
        for word, shape in {"port": 0, "Port": 1, "A": 1, "US": 2, "18th": 3, "3M": 3, "'s": 4, ",": 4, "iPhone": 0, "McKay": 1, "日本": 4}.items():
            self.assertEqual(data.shape(word), shape, word)


class Marks(unittest.TestCase):
    def test_an_article_is_found_by_a_sum_of_its_id_too(self):
        office = {"title_at": [0, 5], "organization_at": None, "holder_at": None, "status": "now"}
        with tempfile.TemporaryDirectory() as d:
            def write(name, x):
                with open(f"{d}/{name}", "w") as f:
                    f.write(json.dumps(x) + "\n")
                return f.name

            articles = write("a.jsonl", {"doc_id": "tarn-1", "text": "Mayor"})
            words = write("w.jsonl", {"doc_id": "tarn-1", "words": [[0, 5, 0, 1, 1, 0, 0]]})
            for key in ("tarn-1", data.hidden("tarn-1")):
                (x,) = data.read_articles(articles, words, Pieces(), write("o.jsonl", {"doc_id": key, "offices": [office]}))
                self.assertEqual(x.target["title"], [4])


class Names(unittest.TestCase):
    def test_types_that_are_not_ours_are_left_out(self):
        with tempfile.NamedTemporaryFile(suffix=".gz") as f:
            import gzip
            with gzip.open(f.name, "wt") as g:
                g.write("Tarn B-LOC\nHarbour I-LOC\nis O\nKenyan B-MISC\n")
            (s,) = data.read_conll(f.name, Pieces())
        self.assertEqual(s.target["name"], [data.NAME_LABELS.index("B-place"), data.NAME_LABELS.index("I-place"), 0, -100])


@unittest.skipUnless(importlib.util.find_spec("numpy"), "needs numpy")
class WeightFile(unittest.TestCase):
    def test_panels(self):
        import numpy as np
        import quantise
        w = np.arange(32 * 8, dtype=np.int8).reshape(32, 8)
        p = quantise.panels(w)
        self.assertEqual(p.shape, (2, 2, 16, 4))
        self.assertEqual(p[1, 1, 3].tolist(), w[19, 4:8].tolist())

    def test_layout(self):
        import numpy as np
        import quantise
        with tempfile.NamedTemporaryFile() as f:
            quantise.write(f.name, {"width": 4}, {"a": np.ones(3, np.int8), "b": np.full((2, 2), 0.5, np.float32)})
            raw = f.read()
        self.assertEqual(raw[:8], b"quotenet")
        self.assertEqual(struct.unpack("<I", raw[-4:])[0], zlib.crc32(raw[:-4]))
        n = struct.unpack("<I", raw[12:16])[0]
        header = json.loads(raw[16:16 + n])
        b = header["tensors"]["b"]
        self.assertEqual(b["offset"] % 64, 0)
        self.assertEqual(struct.unpack("<4f", raw[b["offset"]:b["offset"] + 16]), (0.5,) * 4)


@unittest.skipUnless(importlib.util.find_spec("numpy"), "no numpy")
class Rounding(unittest.TestCase):
    def test_lanes_have_room(self):
        import numpy as np

        import rounding
        w = abs(np.random.default_rng(1).normal(size=(16, 32)))     # of one sign: the room is needed
        q, _ = rounding.rounded(w)
        lane = rounding.lanes(32)
        self.assertEqual(lane[:8].tolist(), [0, 0, 1, 1, 0, 0, 1, 1])
        sums = np.stack([q[:, lane == k].astype(int).sum(1) for k in range(4)])
        self.assertLessEqual(sums.max(), rounding.ROOM)
        self.assertGreater(sums.max(), rounding.ROOM - 8)

    @unittest.skipUnless(importlib.util.find_spec("torch"), "no PyTorch")
    def test_whole_numbers_are_near(self):
        import torch

        import integers
        import network
        import quantise
        torch.manual_seed(1)
        net = network.Network(width=32, layers=2, heads=2, inner=64, vocab=110, positions=16)
        torch.nn.init.normal_(net.holder_link.none)
        found, layers = quantise.tensors(net.state_dict(), b"pieces")
        with tempfile.NamedTemporaryFile() as f:
            quantise.write(f.name, {"layers": layers, "width": 32, "levels": network.LEVELS}, found)
            read = integers.read_file(f.name)
        self.assertEqual((read["title.weight"].shape, read["holder.none"].tolist()), ((5, 32), net.holder_link.none.tolist()))
        x = torch.randn(5, 32)
        was = torch.nn.functional.linear(x, network.coarse(net.layers[1].up.weight), net.layers[1].up.bias)
        integers.in_whole_numbers(net, read)
        self.assertLess((net.layers[1].up(x) - was).abs().max(), 0.05)

    @unittest.skipUnless(importlib.util.find_spec("torch"), "no PyTorch")
    def test_coarse_weights_are_levels_and_let_gradients_by(self):
        import torch

        import network
        w = torch.randn(3, 400, generator=torch.Generator().manual_seed(1), requires_grad=True)
        q = network.coarse(w)
        self.assertTrue(all(len(row.unique()) <= 16 for row in q.detach()))
        self.assertLess((q - w).pow(2).mean(), 0.02 * w.pow(2).mean())
        q.sum().backward()
        self.assertEqual(w.grad.unique().tolist(), [1.0])

    @unittest.skipUnless(importlib.util.find_spec("torch"), "no PyTorch")
    def test_a_network_is_seen_as_its_file_has_it(self):
        import torch

        import network
        net = network.Network(width=32, layers=2, heads=2, inner=64, vocab=110, positions=16)
        x = [torch.tensor([[1, 2, 3]]), torch.zeros(1, 3, 3, dtype=torch.long), torch.ones(1, 3, dtype=torch.bool)]
        fine = net.eval().encode(*x)
        net.coarse = True
        net.look()
        self.assertGreater((net.encode(*x) - fine).abs().max(), 0.01)


if __name__ == "__main__":
    unittest.main()
