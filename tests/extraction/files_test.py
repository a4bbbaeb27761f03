#!/usr/bin/env python3
"""files_test.py JIAXIN: documents with pictures in them, and pictures as phones make them, through the whole program."""
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

from PIL import Image

import packages
import papers
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


def pdf_with(picture):
    """A page with a line of text and, below it, a picture."""
    data = render.jpeg(picture, 85)
    width, height = picture.size
    content = f"BT /F 18 Tf 50 780 Td (Sports day is on Friday. Please bring water.) Tj ET q 500 0 0 {500 * height // width} 50 300 cm /I Do Q".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 820]/Resources<</Font<</F 6 0 R>>/XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
        % (width, height, len(data), data),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj %s endobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


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
                answer = judge("a." + kind.lower(), saved(NOTICE, kind))
                self.assertEqual(("allow", "ocr"), (answer["verdict"], answer["extraction"]))

    def test_pictures_behind_the_first_are_told_of(self):
        for kind, doubt in (("TIFF", "not-all-read"), ("PNG", "not-all-read"), ("WEBP", "broken")):
            with self.subTest(kind):
                moving = saved(NOTICE, kind, save_all=True, append_images=[HOMEWORK.resize(NOTICE.size)])
                answer = judge("a.png", moving)
                self.assertEqual(("hold", [doubt]), (answer["verdict"], rules(answer)))

    def test_handwriting_beside_print_is_told_of(self):
        sheet = Image.new("RGB", (1100, 1500), (255,) * 3)
        render.write(sheet, texts.NOTICES[0], "noto-sans", 40, (20,) * 3, width=22, at=(80, 80))
        render.write(sheet, texts.HOMEWORK[0], "wenkai", 44, (20,) * 3, width=20, at=(80, 700), hand=1.5, seed=3)
        answer = judge("a.png", render.png(sheet))
        self.assertNotEqual("allow", answer["verdict"])

    def test_words_in_any_colour_are_read(self):
        for ink, ground in (((200,) * 3, None), ((255,) * 3, (200, 30, 30)), ((255, 230, 0), (30, 80, 200)), ((255, 60, 60), (0, 140, 0))):
            with self.subTest(ink=ink, ground=ground):
                homework = judge("a.png", render.png(render.below(texts.NOTICES[0], texts.HOMEWORK[0], ink=ink, ground=ground)))
                self.assertEqual("block", homework["verdict"])
                self.assertIn("练习册第23页", homework["text"])

    def test_a_board_in_a_printed_picture_is_told_of(self):
        board = render.board(texts.HOMEWORK[0], "wenkai", hand=0.6, seed=3, size=(2000, 1500))
        self.assertNotEqual("allow", judge("a.png", render.png(render.with_picture(texts.NOTICES[1], board)))["verdict"])

    def test_a_pdf_is_read_where_it_has_text_too(self):
        board = render.board(texts.HOMEWORK[0], "wenkai", hand=0.6, seed=3, size=(1000, 750))
        self.assertIn("unread-ink", rules(judge("a.pdf", pdf_with(board))))
        pale = judge("a.pdf", pdf_with(render.page(texts.HOMEWORK[0], "noto-sans", ink=175)))
        self.assertEqual(("block", "ocr"), (pale["verdict"], pale["extraction"]))

    def test_a_pdf_with_a_photograph_passes(self):
        answer = judge("a.pdf", pdf_with(render.hills(seed=1)))
        self.assertEqual(("allow", []), (answer["verdict"], answer["findings"]))

    def test_a_long_chat_is_read_in_strips(self):
        notices = [texts.NOTICES[number % 4] for number in range(9)]
        lawful, homework = render.chat(notices, "noto-sans"), render.chat(notices + [texts.HOMEWORK[0]], "noto-sans")
        self.assertEqual(("allow", []), tuple(judge("a.png", render.png(lawful))[key] for key in ("verdict", "findings")))
        self.assertIn("练习册第23页", judge("a.png", render.png(homework))["text"])

    def test_ornaments_are_no_writing(self):
        sheet = render.below(texts.NOTICES[0], "")
        render.write(sheet, "★" * 22, "noto-sans", 40, (220, 60, 60), width=22, at=(80, 1300))
        answer = judge("a.png", render.png(sheet))
        self.assertNotIn("unread-ink", rules(answer))

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

    def test_a_name_that_is_not_text_is_told_of(self):
        with tempfile.TemporaryDirectory() as folder:
            odd = os.path.join(folder, "bad").encode() + b"\xff\xfe.txt"
            plain = os.path.join(folder, "a.txt").encode()
            for path in (odd, plain):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(texts.NOTICES[3])
            done = subprocess.run([PROGRAM.encode(), b"policy", b"judge-file", odd, plain], stdout=subprocess.PIPE, timeout=60)
        first, second = (json.loads(line) for line in done.stdout.splitlines())
        self.assertIn("改名", first["error"])
        self.assertIn("rename", first["error"])
        self.assertEqual(("allow", 1), (second["verdict"], done.returncode))

    def test_the_chunk_that_makes_a_png_move_may_stand_far_behind(self):
        moving = saved(NOTICE, "PNG", save_all=True, append_images=[HOMEWORK.resize(NOTICE.size)])
        comment = b"tEXtComment\0" + b"x" * 5000
        chunk = struct.pack(">I", len(comment) - 4) + comment + struct.pack(">I", zlib.crc32(comment))
        self.assertEqual(["not-all-read"], rules(judge("a.png", moving[:33] + chunk + moving[33:])))

    def test_an_ending_that_promises_something_else_is_held(self):
        for name in ("a.html", "a.doc", "a.svg"):
            with self.subTest(name):
                answer = judge(name, render.png(NOTICE))
                self.assertEqual(("hold", ["misnamed"]), (answer["verdict"], rules(answer)))
        for name in ("a.jpg", "a.heic", "IMG_1", "2026.11"):
            with self.subTest(name):
                self.assertEqual("allow", judge(name, render.png(NOTICE))["verdict"])


OK = "各位家长，明天学校举行运动会，请孩子穿校服，早上七点半到校。谢谢配合。"
HW = "今晚语文作业：抄写第5课生字两遍，明早交"


class Documents(unittest.TestCase):
    def allowed(self, name, content):
        answer = judge(name, content)
        self.assertEqual(("allow", []), (answer["verdict"], answer["findings"]), answer["text"])

    def stopped(self, name, content, verdict=None):
        answer = judge(name, content)
        self.assertNotEqual("allow", answer["verdict"], answer["text"])
        if verdict:
            self.assertEqual(verdict, answer["verdict"], answer["text"])
        return answer

    def test_ordinary_files_are_allowed(self):
        self.allowed("a.docx", packages.docx(OK))
        readings = "".join(
            f'<w:fldSimple w:instr=" EQ \\* jc2 \\* &quot;Font:宋体&quot; \\* hps10 \\o\\ad(\\s\\up 9({spoken}),{letter}) "/>'
            for spoken, letter in (("chūn", "春"), ("yóu", "游"), ("tōng", "通"), ("zhī", "知"))
        )
        self.allowed("a.docx", packages.docx(OK, body=f"<w:p>{readings}</w:p>"))
        self.allowed("a.xlsx", packages.xlsx([["项目", "人数"], ["跳绳", "3"]]))
        self.allowed("a.pptx", packages.pptx(OK))
        self.allowed("a.pdf", papers.paper(OK))
        self.allowed("a.txt", OK.encode())
        self.allowed("a.csv", "项目,人数\r\n跳绳,3\r\n".encode("gb18030"))

    def test_homework_in_them_is_blocked(self):
        self.stopped("a.docx", packages.docx(OK, HW), "block")
        self.stopped("a.xlsx", packages.xlsx([[OK], [HW]]), "block")
        self.stopped("a.pptx", packages.pptx(OK, HW), "block")
        self.stopped("a.pdf", papers.paper(HW), "block")

    def test_homework_where_word_shows_it(self):
        for body in (
            f'<w:fldSimple w:instr=" QUOTE &quot;{HW}&quot; "/>',
            f'<w:sdt><w:dropDownList><w:listItem w:value="{HW}"/></w:dropDownList></w:sdt>',
            "<w:p>" + "".join(f'<w:sym w:font="SimSun" w:char="{ord(c):04X}"/>' for c in HW) + "</w:p>",
            "<w:p>" + "".join(f'<w:fldSimple w:instr=" SYMBOL {ord(c)} \\u "/>' for c in HW) + "</w:p>",
        ):
            with self.subTest(body[:40]):
                self.stopped("a.docx", packages.docx(OK, body=body), "block")
        parts = ("今晚语", "文作业", "抄写第", "5课生", "字两遍")
        levels = "".join(f'<w:lvlText w:val="{part}"/>' for part in parts)
        self.stopped("a.docx", packages.docx(OK, extra={"word/numbering.xml": f"<w:numbering {packages.W}>{levels}</w:numbering>"}), "block")

    def test_homework_where_excel_and_powerpoint_show_it(self):
        for after in (
            f'<dataValidations><dataValidation prompt="{HW}"/></dataValidations>',
            '<c><f>"今晚语文作业："&amp;"抄写第5课生字两遍"</f><v>好</v></c>',
            f'<hyperlinks><hyperlink tooltip="{HW}"/></hyperlinks>',
        ):
            with self.subTest(after[:30]):
                self.stopped("a.xlsx", packages.xlsx([[OK]], after), "block")
        self.stopped("a.pptx", packages.pptx(OK, extra={"ppt/slides/slidemaster2.xml": packages.slide(HW)}), "block")

    def test_pictures_wherever_they_lie(self):
        picture = render.png(HOMEWORK)
        for name in ("word/fonts/a.png", "word/media/a.rels", "docProps/thumbnail.png"):
            with self.subTest(name):
                use = packages.relations(("image", "../" + name, ""))
                self.stopped("a.docx", packages.docx(OK, extra={name: picture, "word/_rels/document.xml.rels": use}), "block")
        self.allowed("a.docx", packages.docx(OK, extra={"docProps/thumbnail.jpeg": picture}))
        strip = render.png(Image.new("RGB", (176, 15), (255,) * 3))
        self.assertEqual(["not-all-read"], rules(judge("a.docx", packages.docx(OK, extra={"word/media/a.png": strip}))))

    def test_what_a_pdf_shows_beside_its_pages(self):
        words = papers.text(HW)
        for page in (
            f"/Annots[<</Subtype/Text/Rect[100 300 120 320]/Contents{words}/Open true>>]",
            f"/Annots[<</Subtype/FreeText/Rect[60 300 500 340]/Contents{words}/DA(/Helv 16 Tf)>>]",
            f"/Annots[<</Subtype/Widget/FT/Tx/T(a)/V{words}/Rect[60 300 500 340]>>]",
            f"/Annots[<</Subtype/Widget/FT/Ch/T(a)/Opt[{words}]/Rect[60 300 500 340]>>]",
        ):
            with self.subTest(page[:40]):
                self.stopped("a.pdf", papers.paper(OK, page=page), "block")

    def test_what_a_pdf_hides_in_object_streams(self):
        paper = papers.Paper()
        paper.packed(f"<</Subtype/Text/Rect[0 0 9 9]/Contents{papers.text(HW)}>>")
        self.stopped("a.pdf", paper.save(OK), "block")

    def test_bookmarks_are_read(self):
        paper = papers.Paper()
        outline = len(paper.objects) + 2
        item = paper.add(f"<</Title{papers.text(HW)}/Parent {outline} 0 R>>")
        paper.add(f"<</First {item} 0 R/Last {item} 0 R/Count 1>>")
        self.stopped("a.pdf", paper.save(OK, catalogue=f"/Outlines {outline} 0 R"), "block")

    def test_a_form_is_lawful_and_a_moving_one_held(self):
        field = f"<</Subtype/Widget/FT/Ch/T(a)/TU{papers.text('是否参加')}/Opt[{papers.text('参加')}{papers.text('不参加')}]/Rect[0 0 9 9]>>"
        form = "/AcroForm<</Fields[]/NeedAppearances true>>"
        self.allowed("a.pdf", papers.paper(OK, page=f"/Annots[{field}]", catalogue=form))
        for catalogue in ("/OpenAction<</S/JavaScript/JS(app.alert)>>", "/AcroForm<</XFA(x)>>", "/OCProperties<</D<</OFF[9 0 R]>>>>"):
            with self.subTest(catalogue):
                self.assertEqual(["moving"], rules(judge("a.pdf", papers.paper(OK, catalogue=catalogue))))
        attached = "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a)>>>>]"
        self.assertEqual(["not-all-read"], rules(judge("a.pdf", papers.paper(OK, page=attached))))

    def test_a_scan_is_read_though_other_letters_lie_over_it(self):
        for size in (12, 900):
            with self.subTest(size):
                paper = papers.Paper()
                scan = paper.image(HOMEWORK)
                high = 500 * HOMEWORK.height // HOMEWORK.width
                content = f"q 500 0 0 {high} 20 {660 - high} cm /I Do Q 3 Tr WORDS BT /F {size} Tf <597D> Tj ET"
                answer = self.stopped("a.pdf", paper.save(OK, content=content, images=f"/I {scan} 0 R"), "block")
                self.assertEqual("ocr", answer["extraction"])

    def test_files_that_say_nothing_are_held(self):
        self.assertEqual(["nothing-found"], rules(judge("a.pdf", papers.paper(""))))
        empty = packages.package({"word/document.xml": f"<w:document {packages.W}/>"})
        self.assertEqual(["nothing-found"], rules(judge("a.docx", empty)))

    def test_markup_is_not_taken_for_text(self):
        for name, content in (
            ("a.html", f"<html><body>{OK}</body></html>"),
            ("a.txt", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.rtf", " {\\rt1\\ansi \\u20170 }"),
            ("a.json", '{"a": 1}'),
            ("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD"),
        ):
            with self.subTest(name):
                answer = judge(name, content.encode())
                self.assertEqual(("hold", "", "unknown-kind"), (answer["verdict"], answer["text"], rules(answer)[0]))

    def test_a_long_line_is_too_long_and_no_unknown_kind(self):
        answer = judge("a.txt", ("a" + OK * 30_000).encode())
        self.assertIn("too-large", rules(answer))
        self.assertNotIn("unknown-kind", rules(answer))


if __name__ == "__main__":
    unittest.main()
