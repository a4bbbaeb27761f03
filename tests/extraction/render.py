"""Renders texts as the pictures that people send: scans, photographs of paper and boards, screenshots of chats.

Everything is drawn from a seed, so that the same call makes the same picture.
"""
import io
import textwrap

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = {
    "zenhei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "microhei": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    "noto-sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "noto-serif": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "uming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "ukai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "wenkai": ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", 0),
}


def font(name, size):
    path, index = FONTS[name]
    return ImageFont.truetype(path, size, index=index)


def wrapped(text, width):
    return [part for line in text.split("\n") for part in textwrap.wrap(line, width)]


def write(image, text, face, size, ink, *, width, at, leading=1.5, hand=0.0, seed=0):
    """Writes lines; `hand` above 0 turns, moves, slants and scales every character, as writing by hand does."""
    rng = numpy.random.default_rng(seed)
    draw = ImageDraw.Draw(image)
    letters = font(face, size)
    for row, line in enumerate(wrapped(text, width)):
        x, y = at[0], at[1] + row * size * leading
        for character in line:
            if hand == 0:
                draw.text((x, y), character, font=letters, fill=ink)
            else:
                tile = written(character, letters, size, hand, rng)
                drift = int(size * hand * 0.12 * rng.normal())
                image.paste(ink, (int(x - size * 0.4), int(y - size * 0.4) + drift), tile)
            x += letters.getlength(character) * (1 + hand * 0.3 * rng.uniform(-0.3, 1))


def written(character, letters, size, hand, rng):
    side = int(size * 1.8)
    tile = Image.new("L", (side, side), 0)
    ImageDraw.Draw(tile).text((size * 0.4, size * 0.4), character, font=letters, fill=255)
    scale, slant = 1 + 0.25 * hand * rng.normal(), 0.35 * hand * rng.normal()
    tile = tile.transform(tile.size, Image.AFFINE, (1 / scale, slant, -slant * side / 2, 0, scale, 0), Image.BICUBIC)
    tile = tile.rotate(12 * hand * rng.normal(), Image.BICUBIC)
    # Strokes that sway: each pixel is taken from a place nearby, neighbours from neighbouring places.
    waves = rng.normal(size=(2, 5, 5)) * size * 0.07 * hand
    sway = [numpy.asarray(Image.fromarray(wave).resize((side, side), Image.BICUBIC)) for wave in waves]
    rows, columns = numpy.mgrid[0:side, 0:side]
    source = numpy.asarray(tile)
    moved = source[
        numpy.clip(rows + sway[0], 0, side - 1).astype(int), numpy.clip(columns + sway[1], 0, side - 1).astype(int)
    ]
    return Image.fromarray(moved)


def page(text, face, *, size=40, width=24, hand=0.0, seed=0, paper=255, ink=20):
    lines = wrapped(text, width)
    image = Image.new("RGB", (size * (width + 4), int(size * (1.5 * len(lines) + 3))), (paper,) * 3)
    write(image, text, face, size, (ink,) * 3, width=width, at=(size * 2, size * 1.5), hand=hand, seed=seed)
    return image


def below(notice, text, *, face="noto-sans", size=40, ink=(20,) * 3, ground=None, hand=0.0, seed=0):
    """A printed sheet with a notice, and below it the text in another colour, size or hand."""
    sheet = Image.new("RGB", (1100, 1500), (255,) * 3)
    write(sheet, notice, "noto-sans", 40, (20,) * 3, width=22, at=(80, 80))
    if ground:
        ImageDraw.Draw(sheet).rectangle((60, 680, 1040, 1200), fill=ground)
    write(sheet, text, face, size, ink, width=22 * 40 // size, at=(80, 700), hand=hand, seed=seed)
    return sheet


def with_picture(notice, picture):
    """A printed sheet with a notice, and below it a picture."""
    sheet = below(notice, "")
    sheet.paste(picture.resize((980, 735)), (60, 680))
    return sheet


def chat(messages, face, *, fill=(149, 236, 105), ink=(16,) * 3):
    """A long chat kept as one picture: white bubbles, the last one coloured."""
    bubbles = [wrapped(message, 17) for message in messages]
    image = Image.new("RGB", (1080, 100 + sum(66 * len(lines) + 150 for lines in bubbles)), (237,) * 3)
    draw = ImageDraw.Draw(image)
    top = 100
    for number, lines in enumerate(bubbles, 1):
        last = number == len(bubbles)
        bottom = top + 40 + 66 * len(lines)
        draw.text((470, top - 60), f"昨天 {7 + number}:{9 + number}", font=font(face, 32), fill=(178,) * 3)
        draw.rounded_rectangle((170, top, 1010, bottom), 16, fill=fill if last else (255,) * 3)
        write(image, "\n".join(lines), face, 46, ink if last else (16,) * 3, width=17, at=(200, top + 20), leading=66 / 46)
        top = bottom + 110
    return image


def hills(seed=0, size=(980, 735)):
    """What a photograph of a place has and writing has not: soft light, edges that wind, grain."""
    rng = numpy.random.default_rng(seed)
    light = numpy.linspace((170, 200, 235), (70, 110, 60), size[1])[:, None, :].repeat(size[0], 1)
    for cells, strength in ((4, 40), (16, 25), (64, 20), (300, 10)):
        waves = Image.fromarray(rng.normal(0, strength, (cells, cells))).resize(size, Image.BICUBIC)
        light = light + numpy.asarray(waves)[..., None]
    return Image.fromarray(numpy.clip(light, 0, 255).astype("uint8"))


def screenshot(text, face, *, dark=False, seed=0):
    """A phone of 1080 points: status bar, a head line, a picture of the sender, a bubble."""
    ground, bubble, ink = ((17, 17, 17), (44, 44, 44), (220,) * 3) if dark else ((237,) * 3, (149, 236, 105), (16,) * 3)
    lines = wrapped(text, 17)
    image = Image.new("RGB", (1080, max(900, 400 + 66 * len(lines))), ground)
    draw = ImageDraw.Draw(image)
    draw.text((40, 20), "9:41", font=font(face, 36), fill=ink)
    draw.text((440, 90), "三年级群", font=font(face, 46), fill=ink)
    draw.rectangle((40, 220, 140, 320), fill=(90, 120, 200))
    draw.rounded_rectangle((170, 210, 1010, 270 + 66 * len(lines)), 16, fill=bubble)
    write(image, text, face, 46, ink, width=17, at=(200, 235), leading=66 / 46, seed=seed)
    return image


def board(text, face, *, hand=0.0, seed=0, size=(4000, 3000)):
    """A blackboard: chalk that is rough, a ground that was wiped."""
    rng = numpy.random.default_rng(seed)
    chalk = Image.new("L", size, 0)
    letters = int(size[0] / 22)
    write(chalk, text, face, letters, 235, width=18, at=(size[0] // 14, size[1] // 12), leading=1.45, hand=hand, seed=seed)
    rough = numpy.asarray(Image.fromarray(rng.uniform(0.45, 1, (size[1] // 3, size[0] // 3))).resize(size))
    wiped = numpy.asarray(Image.fromarray(rng.normal(0, 7, (9, 12))).resize(size, Image.BICUBIC))
    strokes = numpy.asarray(chalk, dtype=float)[..., None] / 255 * rough[..., None]
    ground = numpy.array([38, 70, 56]) + wiped[..., None]
    return Image.fromarray(numpy.clip(ground * (1 - strokes) + 238 * strokes, 0, 255).astype("uint8"))


def seen_from(image, tilt, *, seed=0, ground=(70, 64, 58)):
    """Perspective: every corner moves inward by up to `tilt` of the side."""
    rng = numpy.random.default_rng(seed)
    w, h = image.size
    corners = [(0, 0), (w, 0), (w, h), (0, h)]
    inward = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    places = [(x + sx * w * tilt * rng.uniform(0.2, 1), y + sy * h * tilt * rng.uniform(0.2, 1))
              for (x, y), (sx, sy) in zip(corners, inward)]
    rows = []
    for (x, y), (u, v) in zip(places, corners):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    coefficients = numpy.linalg.solve(numpy.array(rows, dtype=float), numpy.array(corners, dtype=float).reshape(8))
    return image.transform((w, h), Image.PERSPECTIVE, coefficients, Image.BICUBIC, fillcolor=ground)


def lit(image, *, seed=0, depth=0.45):
    """Light that falls off towards one corner."""
    rng = numpy.random.default_rng(seed)
    corners = rng.uniform(1 - depth, 1, (2, 2))
    light = numpy.asarray(Image.fromarray(corners).resize(image.size, Image.BILINEAR))
    return Image.fromarray((numpy.asarray(image) * light[..., None]).astype("uint8"))


def noisy(image, sigma, *, seed=0):
    noise = numpy.random.default_rng(seed).normal(0, sigma, (image.size[1], image.size[0], 1))
    return Image.fromarray(numpy.clip(numpy.asarray(image) + noise, 0, 255).astype("uint8"))


def blurred(image, radius):
    return image.filter(ImageFilter.GaussianBlur(radius))


def speckled(image, share, *, seed=0):
    dots = numpy.random.default_rng(seed).uniform(size=(image.size[1], image.size[0])) < share
    pixels = numpy.array(image)
    pixels[dots] = 0
    return Image.fromarray(pixels)


def turned(image, degrees, ground=(255, 255, 255)):
    return image.rotate(degrees, Image.BICUBIC, expand=True, fillcolor=ground)


def jpeg(image, quality=80, exif=None):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return out.getvalue()


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
