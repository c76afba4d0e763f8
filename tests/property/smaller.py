"""Makes a failing pair of schemas smaller, piece by piece, as long as it fails alike."""
import re


def without_block(text, head):
    """The text without the block of that first line, and without the relations to its model."""
    name = head.split()[1]
    kept = [part for part in text.strip("\n").split("\n\n") if part.split("\n")[0] != head]
    return "\n".join(line for line in "\n\n".join(kept).split("\n") if not re.match(rf"  \w+ {name}\b.*@relation", line)) + "\n"


def without_lines(text, mark):
    return "\n".join(line for line in text.split("\n") if mark not in line)


def cuts(a, b):
    """Functions that take something away from a text, and from which of the two: whole blocks, relations, lines, attributes."""
    both = (a + b).split("\n")
    for head in dict.fromkeys(line for line in both if re.match(r"(model|enum) ", line)):
        yield (lambda text, head=head: without_block(text, head)), (True, True)
    for mark in dict.fromkeys(re.findall(r'@relation\("\w+"', a + b)):
        yield (lambda text, mark=mark: without_lines(text, mark)), (True, True)
    for line in dict.fromkeys(line for line in both if line.startswith("  ") and not re.match(r"  (url|provider) ", line)):
        for which in ((True, True), (True, False), (False, True)):
            yield (lambda text, line=line: without_lines(text, line)), which
        for part in re.findall(r" @[^@]*| [A-Z]\w*\([^()]*\)|, \w+: \w+|, \w+: \"[^\"]*\"|\(sort: \w+\)", line)[:: -1]:
            yield (lambda text, line=line, part=part: text.replace(line, line.replace(part, "", 1))), (True, True)


def smaller(a, b, fails, most=600):
    """The smallest pair found within a number of tries."""
    again = True
    while again and most > 0:
        again = False
        for cut, which in list(cuts(a, b)):
            pair = tuple(cut(text) if chosen else text for text, chosen in zip((a, b), which))
            if pair != (a, b) and most > 0:
                most -= 1
                if fails(*pair):
                    (a, b), again = pair, True
    return a, b
