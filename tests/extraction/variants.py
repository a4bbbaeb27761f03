"""The kinds of picture that are measured: name -> bytes of a picture of the text."""
import render as r
import texts


def _paper_photo(text, face, seed, *, tilt=0.06, noise=8, blur=1.2, hand=0.0, quality=80):
    sheet = r.page(text, face, size=96, width=24, hand=hand, seed=seed, paper=238, ink=45)
    sheet = r.lit(r.seen_from(sheet, tilt, seed=seed), seed=seed)
    return r.jpeg(r.noisy(r.blurred(sheet, blur), noise, seed=seed), quality)


def _board_photo(text, face, seed, *, tilt=0.05, noise=8, blur=1.5, hand=0.0):
    picture = r.lit(r.seen_from(r.board(text, face, hand=hand, seed=seed), tilt, seed=seed, ground=(150, 140, 120)),
                    seed=seed, depth=0.35)
    return r.jpeg(r.noisy(r.blurred(picture, blur), noise, seed=seed), 85)


def _below(**options):
    return lambda text, seed: r.png(r.below(texts.NOTICES[seed % 4], text, **options))


def _below_by_hand(hand):
    return lambda text, seed: r.png(
        r.below(texts.NOTICES[seed % 4], "\n".join(text.split("\n")[-2:])[-40:], face="wenkai", size=44, hand=hand, seed=seed))


def _board_in_print(face, hand=0.0):
    return lambda text, seed: r.png(
        r.with_picture(texts.NOTICES[seed % 4], r.board(text, face, hand=hand, seed=seed, size=(2000, 1500))))


def _chat(count, **options):
    return lambda text, seed: r.png(
        r.chat([texts.NOTICES[(seed + number) % 4] for number in range(count)] + [text], "noto-sans", **options))


VARIANTS = {f"print {face}": (lambda face: lambda text, seed: r.png(r.page(text, face)))(face) for face in r.FONTS}
VARIANTS |= {
    "small print, 16 px": lambda text, seed: r.png(r.page(text, "noto-sans", size=16)),
    "chat, light": lambda text, seed: r.png(r.screenshot(text, "noto-sans")),
    "chat, dark": lambda text, seed: r.png(r.screenshot(text, "noto-sans", dark=True)),
    "chat, JPEG 40": lambda text, seed: r.jpeg(r.screenshot(text, "microhei").resize((540, 450)), 40),
    "scan, 2 degrees, speckled": lambda text, seed: r.png(
        r.speckled(r.turned(r.page(text, "uming", size=50), 2), 0.003, seed=seed)),
    "scan, 6 degrees": lambda text, seed: r.png(r.turned(r.page(text, "uming", size=50), 6)),
    "paper photo": lambda text, seed: _paper_photo(text, "uming", seed),
    "paper photo, tilted": lambda text, seed: _paper_photo(text, "uming", seed, tilt=0.12),
    "paper photo, noise 25": lambda text, seed: _paper_photo(text, "noto-sans", seed, noise=25),
    "paper photo, blur 5": lambda text, seed: _paper_photo(text, "noto-sans", seed, blur=5),
    "on its side": lambda text, seed: r.png(r.page(text, "noto-sans").rotate(90, expand=True)),
    "board 12 MP, sans": lambda text, seed: _board_photo(text, "noto-sans", seed),
    "board 12 MP, kai": lambda text, seed: _board_photo(text, "ukai", seed),
    "board 12 MP, kai, tilted": lambda text, seed: _board_photo(text, "ukai", seed, tilt=0.12),
    "board 12 MP, hand 0.3": lambda text, seed: _board_photo(text, "wenkai", seed, hand=0.3),
    "board 12 MP, hand 0.6": lambda text, seed: _board_photo(text, "wenkai", seed, hand=0.6),
    "board 12 MP, hand 1": lambda text, seed: _board_photo(text, "wenkai", seed, hand=1.0),
    "paper photo, hand 0.3": lambda text, seed: _paper_photo(text, "wenkai", seed, hand=0.3),
    "paper photo, hand 0.6": lambda text, seed: _paper_photo(text, "wenkai", seed, hand=0.6),
    "paper photo, hand 1": lambda text, seed: _paper_photo(text, "wenkai", seed, hand=1.0),
}
# The text stands below a lawful notice, or is the last message of a chat that is lawful.
VARIANTS |= {
    "below: 13 px": _below(size=13),
    "below: grey 180": _below(ink=(180,) * 3),
    "below: grey 210": _below(ink=(210,) * 3),
    "below: white on red": _below(ink=(255,) * 3, ground=(200, 30, 30)),
    "below: white on yellow": _below(ink=(255,) * 3, ground=(230, 230, 60)),
    "below: yellow on blue": _below(ink=(255, 230, 0), ground=(30, 80, 200)),
    "below: red on green": _below(ink=(255, 60, 60), ground=(0, 140, 0)),
    "below: board, print": _board_in_print("noto-sans"),
    "below: board, hand 0.6": _board_in_print("wenkai", 0.6),
    "below: hand 0.3": _below_by_hand(0.3),
    "below: hand 0.6": _below_by_hand(0.6),
    "below: hand 1": _below_by_hand(1.0),
    "bubble, white on green": _chat(1, fill=(7, 193, 96), ink=(255,) * 3),
    "bubble, white on blue": _chat(1, fill=(0, 122, 255), ink=(255,) * 3),
    "chat of 12 messages": _chat(11),
    "chat of 24 messages": _chat(23),
}
