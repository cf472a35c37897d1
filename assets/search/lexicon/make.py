#!/usr/bin/env python3
"""Makes words.txt.gz beside it: a Danish-Swedish-Norwegian-English lexicon and what compounds are made of.

    make.py FOLDER              fetch the Debian packages named below into FOLDER and make the lexicon
    make.py FOLDER --compounds  also write tests/search/compounds.tsv, real compounds with their parts

Needs apt-get, dpkg-deb and lttoolbox-dev (`lt-print`). README.md says where everything comes from, and
how the file is read. What is written is the same on every run with the same packages.
"""
import base64
import gzip
import math
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
OUT = HERE / "words.txt.gz"
PACKAGES = """apertium-dan-nor apertium-swe-dan apertium-swe-nor apertium-nno-nob apertium-eng-cat
    dict-freedict-dan-eng dict-freedict-eng-dan dict-freedict-swe-eng dict-freedict-eng-swe
    dict-freedict-eng-nor dict-freedict-swe-nor dict-freedict-swe-deu dict-freedict-deu-swe
    dict-freedict-deu-eng dict-freedict-eng-deu wdanish wswedish wnorwegian wamerican""".split()

# A pair of languages with the file that holds it, below usr/share of its package.
APERTIUM = [
    ("da", "sv", "apertium-swe-dan", "dan-swe"),
    ("sv", "da", "apertium-swe-dan", "swe-dan"),
    ("da", "nb", "apertium-dan-nor", "dan-nob"),
    ("da", "nn", "apertium-dan-nor", "dan-nno"),
    ("nb", "da", "apertium-dan-nor", "nor-dan"),
    ("sv", "nb", "apertium-swe-nor", "swe-nob"),
    ("sv", "nn", "apertium-swe-nor", "swe-nno"),
    ("nb", "sv", "apertium-swe-nor", "nor-swe"),
    ("nb", "nn", "apertium-nno-nob", "nob-nno"),
    ("nn", "nb", "apertium-nno-nob", "nno-nob"),
]
FREEDICT = [
    ("da", "en", "dan-eng"),
    ("en", "da", "eng-dan"),
    ("sv", "en", "swe-eng"),
    ("en", "sv", "eng-swe"),
    ("en", "nb", "eng-nor"),
    ("sv", "nb", "swe-nor"),
    ("sv", "de", "swe-deu"),
    ("de", "sv", "deu-swe"),
    ("de", "en", "deu-eng"),
    ("en", "de", "eng-deu"),
]
INFLECTED = [
    ("da", "apertium-swe-dan", "dan-swe"),
    ("sv", "apertium-swe-dan", "swe-dan"),
    ("nb", "apertium-nno-nob", "nob-nno"),
    ("nn", "apertium-nno-nob", "nno-nob"),
    ("en", "apertium-eng-cat", "eng-cat"),
]
WORD_LISTS = {"da": ["wdanish/usr/share/dict/danish"], "sv": ["wswedish/usr/share/dict/swedish"],
              "no": ["wnorwegian/usr/share/dict/bokmaal", "wnorwegian/usr/share/dict/nynorsk"],
              "en": ["wamerican/usr/share/dict/american-english"]}
# The languages of the lexicon; bokmål and nynorsk are one.
OURS = ["da", "sv", "no", "en"]
WORD = re.compile(r"[a-zæøåäöéèüA-ZÆØÅÄÖ][a-zæøåäöéèü]+$")
# Translations kept of a word into one language, and the least one must weigh beside the best.
MOST, LEAST = 5, 0.12


def fetch(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not (folder / package).exists():
            subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
            archive = next(folder.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", archive, folder / package], check=True)


def paths(file):
    """The pairs of words of a compiled dictionary: what it reads and writes before the first tags.
    Letters alone are followed: what matches numbers and the like repeats without end."""
    text = subprocess.run(["lt-print", file], check=True, capture_output=True, text=True).stdout
    for section in text.split("--\n"):
        edges = defaultdict(list)
        for line in section.splitlines():
            cells = line.split("\t")
            if len(cells) >= 4:
                edges[int(cells[0])].append((int(cells[1]), cells[2], cells[3]))
        # Many letters from one state to one other are a pattern, of numbers or names: not words.
        for node, out in edges.items():
            beside = Counter(to for to, _, _ in out)
            edges[node] = [edge for edge in out if beside[edge[0]] < PATTERN and edge[0] != node]
        stack = [(0, "", "", False, False)]
        seen = set()
        while stack:
            state = stack.pop()
            if state in seen:
                continue
            seen.add(state)
            node, left, right, left_done, right_done = state
            if left_done and right_done:
                yield left, right
                continue
            if len(left) > 32 or len(right) > 32:
                continue
            for to, a, b in edges[node]:
                l, r, ld, rd = left, right, left_done, right_done
                if len(a) > 1:
                    ld = True
                elif a != "ε":
                    if ld or not a.isalpha():
                        continue
                    l += a
                if len(b) > 1:
                    rd = True
                elif b != "ε":
                    if rd or not b.isalpha():
                        continue
                    r += b
                stack.append((to, l, r, ld, rd))


def transducer(folder, package, name, what):
    return folder / package / "usr/share/apertium" / package / f"{name}.{what}.bin"


# So many letters between two states are a pattern.
PATTERN = 10


def say(*what):
    print(*what, file=sys.stderr, flush=True)


def lower(word):
    return word.lower()


def freedict(folder, name):
    """Words with their translations, of a dictionary in dictd's format."""
    base = folder / f"dict-freedict-{name}" / "usr/share/dictd" / f"freedict-{name}"
    text = gzip.open(f"{base}.dict.dz").read()
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    number = lambda s: sum(digits.index(c) * 64 ** i for i, c in enumerate(reversed(s)))
    for line in open(f"{base}.index", encoding="utf-8"):
        word, at, length = line.rstrip("\n").split("\t")
        if word.startswith("00database") or not WORD.match(word):
            continue
        entry = text[number(at):number(at) + number(length)].decode("utf-8", "replace")
        lines = entry.splitlines()[1:]
        for n, line in enumerate(lines):
            if n > 0 and not re.match(r"\s*\d+\.", line):
                continue
            line = re.sub(r"\[.*?\]|\(.*?\)|<.*?>|\{.*?\}|^\s*\d+\.|\d+\.\s*$", " ", line)
            for cell in re.split(r"[,;/|]", line):
                cell = re.sub(r"^(to|att|å|at|a|an|the) ", "", cell.strip())
                if WORD.match(cell) and cell.split() == [cell]:
                    yield word, cell


def collect(folder):
    """For each pair of languages: word -> translation -> how many sources say so."""
    pairs = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    words = defaultdict(set)

    def add(a, x, b, y):
        for language, word in [(a, x), (b, y)]:
            # Names begin no compounds and end none.
            if word == word.lower():
                words["no" if language in ("nb", "nn") else language].add(word)
        x, y = lower(x), lower(y)
        if len(x) > 1 and len(y) > 1:
            pairs[a, b][x][y] += 1
            pairs[b, a][y][x] += 1

    for a, b, package, name in APERTIUM:
        say(a, b, name)
        for x, y in set(paths(transducer(folder, package, name, "autobil"))):
            if WORD.match(x) and WORD.match(y):
                add(a, x, b, y)
    for a, b, name in FREEDICT:
        for x, y in set(freedict(folder, name)):
            add(a, x, b, y)
    return pairs, words


def shares(translations):
    total = sum(translations.values())
    return {y: n / total for y, n in translations.items()}


def translations(pairs):
    """Source language -> word -> target language -> [(translation, weight from 9 down to 1)]. What two
    dictionaries say through a third language counts where they agree, or where there is nothing else."""
    languages = ["da", "sv", "nb", "nn", "en", "de"]
    direct = {key: {x: shares(ys) for x, ys in words.items()} for key, words in pairs.items()}
    out = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for a in languages[:-1]:
        words = set().union(*(direct.get((a, b), {}).keys() for b in languages))
        for b in languages[:-1]:
            if a == b:
                continue
            for x in words:
                score, ways = defaultdict(float), defaultdict(int)
                for y, p in direct.get((a, b), {}).get(x, {}).items():
                    score[y] += p
                    ways[y] += 2
                for m in languages:
                    if m in (a, b):
                        continue
                    through = defaultdict(float)
                    for z, p in direct.get((a, m), {}).get(x, {}).items():
                        for y, q in direct.get((m, b), {}).get(z, {}).items():
                            through[y] += p * q
                    for y, p in through.items():
                        score[y] += 0.3 * p
                        ways[y] += 1 if p < 0.3 else 2
                good = {y: s for y, s in score.items() if ways[y] >= 2}
                ours = out["no" if a in ("nb", "nn") else a][x]["no" if b in ("nb", "nn") else b]
                for y, s in good.items():
                    ours[y] = max(ours.get(y, 0), s)
    for words in out.values():
        for word, targets in words.items():
            for language, found in list(targets.items()):
                found.pop(word, None) if language == "no" and words is out["no"] else None
                best = max(found.values(), default=0)
                kept = sorted((-s, y) for y, s in found.items() if s >= LEAST * best)[:MOST]
                targets[language] = [(y, max(1, round(9 * -s / best))) for s, y in kept]
    return out


def inflections(folder, wanted):
    """Language -> word -> its forms, of the word lists, as the analysers read them."""
    out = defaultdict(lambda: defaultdict(set))
    for language, package, name in INFLECTED:
        ours = "no" if language in ("nb", "nn") else language
        words = sorted(read_list(folder, WORD_LISTS[ours]))
        said = subprocess.run(["lt-proc", transducer(folder, package, name, "automorf")], check=True,
                              input="\n".join(words) + "\n", capture_output=True, text=True).stdout
        for unit in re.findall(r"\^([^$]*)\$", said):
            form, *readings = unit.split("/")
            for reading in readings:
                word = lower(reading.split("<")[0])
                if "+" not in reading and "<cmp" not in reading and word in wanted[ours]:
                    out[ours][word].add(lower(form))
    return out


def stemmers():
    import Stemmer
    names = {"da": "danish", "sv": "swedish", "no": "norwegian", "en": "english"}
    return {language: Stemmer.Stemmer(name) for language, name in names.items()}


# What stands before words without being one of a compound's parts, and what ends them.
BEFORE = set("""an af av be bi bort efter etter eftir ett er for för fore foran fra från frem fram gen ge hen
    hin ind inn in ned med mod mot om op opp upp over över på sam til till tilbage tillbaka ud ut und under
    ved vid van mis å ab u vel gjen igjen uden utan uten både hos mellem mellan mellom før gennem genom
    gjennom imod mest mere mer den det der som ikke inte selv själv sjølv ene end enn än hver var hvor""".split())
AFTER = set("""hed het heit lig leg lege lige ligt liga lighed lighet bar bart bare sam somt skab skap else
    elser elsen ning inga ing inger ningen ningar løs laus lös løse løst fuld full fuldt artad mæssig messig
    mässig ende ande ende ere este ist isk iske aktig agtig dom eri ret rer sel tion sion het en et ene
    erne ars ens are arna orna ades aste vis vist
    len ler ter ner sen ser net ken gen ten hen pen ring ringer ringen ret""".split())


def bases(language, left, words):
    """The words a compound's first part may be a form of, the likeliest first."""
    if left[-1] == "s" and left[:-1] in words and len(left) > 4:
        yield left[:-1]
    if left in words:
        yield left
    if left[-1] == "s" and left[:-1] + "e" in words:
        yield left[:-1] + "e"
    if left[-1] == "e" and left[:-1] in words:
        yield left[:-1]
    if language == "sv":
        if left + "a" in words:
            yield left + "a"
        if left + "e" in words:
            yield left + "e"
        if left[-1] in "oue" and left[:-1] + "a" in words:
            yield left[:-1] + "a"
    elif language == "no" and left + "e" in words and len(left) > 4:
        yield left + "e"


def compounding(language, words, lemmas):
    """First parts (form -> word, how often) and last parts (form -> how often) of the words of a list."""
    first, last = defaultdict(int), defaultdict(int)
    base = {}
    for word in words:
        for at in range(3, len(word) - 2):
            left, right = word[:at], word[at:]
            if right not in words or right in AFTER or right in BEFORE or left in BEFORE:
                continue
            if right not in lemmas:
                continue
            of = next((b for b in bases(language, left, lemmas) if b not in BEFORE), None)
            if of is None:
                continue
            base[left] = of
            first[left] += 1
            last[right] += 1
    return base, first, last


def read_list(folder, files):
    words = set()
    for file in files:
        data = (folder / file).read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        words.update(w for w in text.split() if WORD.match(w) and w == w.lower() and len(w) > 2)
    return words


ALIKE = str.maketrans("äö", "æø")


def gold(pairs, splits):
    """Compounds whose parts two languages agree on: a word and its translation split so that the parts
    translate each other as well. Language -> word -> (first, last)."""
    no = defaultdict(lambda: defaultdict(set))
    for (a, b), words in pairs.items():
        if "de" in (a, b) or "en" in (a, b):
            continue
        a, b = ("no" if x in ("nb", "nn") else x for x in (a, b))
        if a == b:
            continue
        for x, ys in words.items():
            no[a, b][x].update(ys)
    out = defaultdict(dict)
    for (a, b), words in no.items():
        for x, ys in sorted(words.items()):
            mine = splits(a, x)
            if not mine:
                continue
            found = set()
            for y in ys:
                # A word spelled alike says nothing of how it is put together.
                if y.translate(ALIKE) == x.translate(ALIKE):
                    continue
                for first, last in mine:
                    for other_first, other_last in splits(b, y):
                        if other_first in words.get(first, ()) and other_last in words.get(last, ()):
                            found.add((first, last))
            if len(found) == 1:
                out[a].setdefault(x, set()).update(found)
            elif found:
                out[a].setdefault(x, set()).update(found)
    return {l: {w: next(iter(f)) for w, f in words.items() if len(f) == 1} for l, words in out.items()}


def main():
    folder = Path(sys.argv[1]).resolve()
    fetch(folder)
    pairs, lemmas = collect(folder)
    say("dictionaries read", {k: len(v) for k, v in pairs.items()})
    found = translations(pairs)
    say("translations")
    wanted = {language: set(found[language]) for language in OURS}
    forms = inflections(folder, wanted)
    say("inflections", {k: len(v) for k, v in forms.items()})
    stem = stemmers()
    lines = []
    for language in OURS:
        lines.append(f"= {language}")
        for word in sorted(found[language]):
            targets = found[language][word]
            own = {stem[language].stemWord(word)}
            other = []
            for form in sorted(forms[language].get(word, ())):
                s = stem[language].stemWord(form)
                if s not in own:
                    own.add(s)
                    other.append(form)
            cells = []
            for target in OURS:
                said = targets.get(target) or []
                cells.append(" ".join(f"{y}{n}" for y, n in said))
            # A name: the same everywhere is found without a lexicon.
            same = all(y == word for said in targets.values() for y, _ in said or [])
            if other or (any(cells) and not same):
                lines.append("\t".join([word, " ".join(other[:8]), *cells]).rstrip("\t"))
    tables = {}
    for language, files in WORD_LISTS.items():
        if language == "en":
            continue
        words = read_list(folder, files) | {w for w in lemmas[language] if len(w) > 2}
        base, first, last = compounding(language, words, lemmas[language])
        tables[language] = (base, first, last, words)
        lines.append(f"= first {language}")
        for left in sorted(first):
            if first[left] >= (2 if len(left) > 3 else 8):
                of = "" if base[left] == left else base[left]
                lines.append(f"{left}\t{min(9, int(math.log2(first[left])))}\t{of}".rstrip("\t"))
        lines.append(f"= last {language}")
        for right in sorted(last):
            if last[right] >= (2 if len(right) > 3 else 16):
                lines.append(f"{right}\t{min(9, int(math.log2(last[right])))}")
    text = "\n".join(lines) + "\n"
    with open(OUT, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode())
    print(len(text), OUT.stat().st_size, {l: len(found[l]) for l in OURS})
    if "--compounds" in sys.argv:
        # Names and abbreviations of the dictionaries are in no word list.
        listed = {l: read_list(folder, WORD_LISTS[l]) for l in ["da", "sv", "no"]}
        lemmas = {l: lemmas[l] & listed[l] for l in listed}

        def splits(language, word):
            words = listed[language]
            out = []
            if word not in words:
                return out
            for at in range(3, len(word) - 2):
                left, right = word[:at], word[at:]
                if right in lemmas[language] and right not in AFTER and left not in BEFORE:
                    out.extend((b, right) for b in bases(language, left, lemmas[language])
                               if b in lemmas[language] and b not in BEFORE and len(b) > 2)
            return out
        compounds = gold(pairs, splits)
        dice = random.Random(1)
        target = ROOT / "tests/search/compounds.tsv"
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "w", encoding="utf-8") as out:
            for language in ["da", "sv", "no"]:
                known = sorted(compounds[language].items())
                print(language, len(known))
                for word, (first, last) in sorted(dice.sample(known, 300)):
                    out.write(f"{language}\t{word}\t{first}\t{last}\n")


main()
