"""PDF files of one page that shows a text, with whatever is asked for beside it."""
import zlib


def text(words):
    return "<FEFF" + words.encode("utf-16-be").hex() + ">"


class Paper:
    def __init__(self):
        self.objects = [b"", b""]  # the catalogue, the pages

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode())
        return len(self.objects)

    def stream(self, content, head=""):
        data = zlib.compress(content if isinstance(content, bytes) else content.encode())
        return self.add(f"<</Filter/FlateDecode{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream")

    def packed(self, body):
        """The object in an object stream, under a number of its own."""
        number = len(self.objects) + 2
        head = f"{number} 0 "
        self.stream(head + body, f"/Type/ObjStm/N 1/First {len(head)}")
        return number

    def image(self, picture):
        picture = picture.convert("L")
        return self.stream(picture.tobytes(), "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % picture.size)

    def save(self, words, page="", catalogue="", content="", images=""):
        """`words` in a font that the file only names, as Chinese programs may."""
        font = self.add(
            "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/S"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/S/Flags 4>>>>]>>"
        )
        shown = f"BT /F 12 Tf 40 700 Td <{words.encode('utf-16-be').hex()}> Tj ET" if words else ""
        body = self.stream(content.replace("WORDS", shown) if content else shown)
        leaf = self.add(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F {font} 0 R>>/XObject<<{images}>>>>/Contents {body} 0 R{page}>>")
        self.objects[0] = f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode()
        self.objects[1] = f"<</Type/Pages/Kids[{leaf} 0 R]/Count 1>>".encode()
        out = b"%PDF-1.7\n"
        for number, body in enumerate(self.objects, 1):
            out += b"%d 0 obj" % number + body + b"\nendobj\n"
        return out + b"trailer<</Root 1 0 R>>\n"


def paper(words, **more):
    return Paper().save(words, **more)
