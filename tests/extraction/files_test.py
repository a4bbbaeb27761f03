#!/usr/bin/env python3
"""files_test.py JIAXIN: documents with pictures in them, and pictures as phones make them, through the whole program."""
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile

from PIL import Image

import render
import texts

PROGRAM = os.path.abspath(sys.argv.pop(1))


def judge(name, content, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        done = subprocess.run([PROGRAM, "policy", "judge-file", path, *options], stdout=subprocess.PIPE, check=True, timeout=60)
    answer = json.loads(done.stdout)
    assert list(answer) == ["file", "verdict", "findings", "text", "extraction"], list(answer)
    assert answer["file"] == path
    for found in answer["findings"]:
        assert list(found) == ["rule", "type", "quote", "start", "end", "reason"], found
        whole = answer["text"] + ("\n" if answer["text"] else "") + name
        assert whole[found["start"] : found["end"]] == found["quote"], found
    return answer


def rules(answer):
    return [found["rule"].split("/")[-1] for found in answer["findings"]]


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def docx(paragraph, pictures):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:p><w:t>{paragraph}</w:t></w:p></w:document>')
        for number, picture in enumerate(pictures):
            package.writestr(f"word/media/image{number}.png", picture)
    return out.getvalue()


HOMEWORK = render.page(texts.HOMEWORK[0], "noto-sans")
NOTICE = render.page(texts.NOTICES[0], "noto-sans")


class Files(unittest.TestCase):
    def test_a_scanned_pdf_is_read_by_ocr(self):
        answer = judge("a.pdf", saved(HOMEWORK, "PDF", resolution=150))
        self.assertEqual(("block", "ocr"), (answer["verdict"], answer["extraction"]))
        self.assertIn("练习册第23页", answer["text"])

    def test_a_picture_in_a_document_is_read(self):
        answer = judge("a.docx", docx("运动会照片", [render.png(HOMEWORK)]))
        self.assertEqual(("block", "ocr"), (answer["verdict"], answer["extraction"]))
        self.assertTrue(answer["text"].startswith("运动会照片"))

    def test_a_harmless_document_passes(self):
        answer = judge("a.docx", docx("运动会照片", [render.png(NOTICE), saved(Image.new("RGB", (32, 32)), "PNG")]))
        self.assertEqual(("allow", []), (answer["verdict"], answer["findings"]))

    def test_a_picture_without_words_is_held_in_groups_only(self):
        plain = saved(Image.new("RGB", (800, 600), (120, 160, 90)), "JPEG")
        answer = judge("a.jpg", plain)
        self.assertEqual(("hold", "none", ["no-words"]), (answer["verdict"], answer["extraction"], rules(answer)))
        self.assertEqual("allow", judge("a.jpg", plain, "--kind", "direct")["verdict"])

    def test_a_photograph_is_turned_as_its_camera_says(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        answer = judge("a.jpg", render.jpeg(HOMEWORK.rotate(90, expand=True), exif=exif))
        self.assertEqual("block", answer["verdict"])

    def test_every_format(self):
        for kind in ("PNG", "JPEG", "BMP", "WEBP", "TIFF"):
            with self.subTest(kind):
                answer = judge("a.bin", saved(NOTICE, kind))
                self.assertEqual(("allow", "ocr"), (answer["verdict"], answer["extraction"]))

    def test_pictures_behind_the_first_are_told_of(self):
        for kind, doubt in (("TIFF", "not-all-read"), ("PNG", "not-all-read"), ("WEBP", "broken")):
            with self.subTest(kind):
                moving = saved(NOTICE, kind, save_all=True, append_images=[HOMEWORK.resize(NOTICE.size)])
                answer = judge("a.bin", moving)
                self.assertEqual(("hold", [doubt]), (answer["verdict"], rules(answer)))

    def test_handwriting_beside_print_is_told_of(self):
        sheet = Image.new("RGB", (1100, 1500), (255,) * 3)
        render.write(sheet, texts.NOTICES[0], "noto-sans", 40, (20,) * 3, width=22, at=(80, 80))
        render.write(sheet, texts.HOMEWORK[0], "wenkai", 44, (20,) * 3, width=20, at=(80, 700), hand=1.5, seed=3)
        answer = judge("a.png", render.png(sheet))
        self.assertNotEqual("allow", answer["verdict"])

    def test_each_file_is_answered_in_its_order(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("a.txt", "missing", "b.txt")]
            for path in paths[::2]:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(texts.NOTICES[3])
            done = subprocess.run([PROGRAM, "policy", "judge-file", *paths, folder], stdout=subprocess.PIPE, timeout=60)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([*paths, folder], [answer["file"] for answer in answers])
        self.assertEqual([False, True, False, True], ["error" in answer for answer in answers])
        self.assertEqual(1, done.returncode)

    def test_the_name_is_judged(self):
        answer = judge("今天数学作业：口算第12页.png", render.png(NOTICE))
        self.assertEqual("block", answer["verdict"])


if __name__ == "__main__":
    unittest.main()
