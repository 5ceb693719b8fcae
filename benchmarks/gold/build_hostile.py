"""Write the hostile inputs of ``seeds/hostile``: texts that break careless code.

    build_hostile.py [--check] [--out seeds/hostile]

Everything is composed here, so that control characters and line ends survive editors and
version control. With ``--check`` nothing is written; the exit status is 1 when a file differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SAID = "The pool will open on Tuesday, said Ana Petrov, who asked not to be named."
MIXED = """\
«Nous verrons», “she said, ‘and then "he” said’ that” it was "over.

'Tis the season,' she said. "'Twas," he answered, "'twas.'"

„Wir gehen,“ sagte sie. ”Vi går,” sade han. »Wir kommen«, sagte er. 「行きます」 ``Fine,'' they said.

“One paragraph without an end, the mayor said.

“A second one, still open, "inside it a third, ‘and a fourth

”””””“““““"\"\"\"\"''''''‘‘‘‘‘’’’’’«»«»»»««
"""
RUN_ON = (
    "the council said the road would close and the road said nothing and a person familiar with "
    "the road who asked not to be named said it had always been closed and then on monday or "
    "perhaps on tuesday or the day after the day after tomorrow the mayor told the road that "
)
EMOJI = """\
🚒🔥 “We came at once 👩🏽‍🚒👨‍👩‍👧‍👦,” said Chief Zoë Ångström on Friday 🗓️.

Ze\u0301lie A\u030angstro\u0308m said the flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿 flew at half-mast. “N\u0303o\u0301 c\u0327o\u0302mm\u0308e\u0308n\u0308t\u0308,” 𝓼𝓱𝓮 𝓼𝓪𝓲𝓭.

Z̷̢̛̞̪͙̈́̓a̵̡̛̱̝͑̾ḻ̶̢͇̊͐g̴̨̛̘̈́o̸͇͊ ̶̝̈́s̴̱̈́ạ̸̈́i̵̡̊d̵̢̛ “ﬁne, oﬀ we go.” İstanbul’s DŽ and ǆ and ß and ẞ; K is not K, Å is not Å.

𝟙𝟡 𝕆𝕔𝕥𝕠𝕓𝕖𝕣 ２０２５, said １２ people.\u200b\u200d\ufeff\u00ad
"""
RTL = """\
قالت رئيسة البلدية ليلى حداد يوم الثلاثاء: «سنفتح المكتبة غدًا».

“The library opens tomorrow,” said \u2067ليلى حداد\u2069, the mayor of \u202bحيفا\u202c, on Tuesday.

ראש העיר אמרה ביום שלישי: ”הספרייה תיפתח מחר“. \u202e.deman eb ot ton deksa ohw nosrep A\u202c said “שלום, Mr. Levi (לוי), 12:30”.
"""
HTML = """\
<p class="lead">The mayor said &ldquo;yes&rdquo; on <time datetime=2026-13-45>Tuesday</p>
<!-- A person familiar with the matter said <b>no --> </b></i><blockquote>“Perhaps,”
<script>alert("a source said </script" + "> 'hi'")</script> &amp;amp; &#x201C;&#8221; &nosuch; &#0; &#x110000;
<![CDATA[ ]]> <a href="javascript:said()">Ana Petrov</a> <img alt="“> {{ mayor }} {% said %} ${7*7} </body></html>
<<<<>>>> <said>said</said> &lt;/p&gt; said <b>the <i>council</b></i>.
"""


def long_line() -> str:
    """Return one line of some 100 kB, with quotations, names and dates in it."""
    parts = [
        f"“Item {n} is settled,” said councillor {name} Holm on {day}, according to a clerk; "
        for n, (name, day) in enumerate(
            (name, day)
            for _ in range(60)
            for name in ("Ada", "Bo", "Cleo", "Dag", "Eva")
            for day in ("Monday", "3 May 2024", "last week", "12 October")
        )
    ]
    return "".join(parts)


FILES = {
    "empty.txt": "",
    "white-space.txt": " \t\n\n \u00a0\u2003\u3000\r\n\v\f\u2028\u2029\u0085 \n",
    "mixed-marks.txt": MIXED,
    "open-marks.txt": "“" * 300 + " said " + '"' * 301 + " said " + "‘" * 300 + "\n" + "(" * 500,
    "no-sentence-ends.txt": RUN_ON * 40,
    "long-line.txt": long_line(),
    "long-word.txt": "a" * 30_000 + " said “" + "ab-" * 10_000 + "” on " + "2026-" * 4_000,
    "emoji-and-combining.txt": EMOJI,
    "right-to-left.txt": RTL,
    "html-fragments.txt": HTML,
    "crlf.txt": f"{SAID}\r\n\r\n“We will see,” she said.\r\n“Or not.”\r\rOld lines\r{SAID}\n\r",
    "control.txt": f"\ufeff{SAID}\0\0 “Yes\0,” she\x07 said\x1b[31m on\x7f Tuesday\x00.\ufffe\uffff\x85",
    "numbers-and-signs.txt": "99/99/9999 31.02.2026 0000-00-00 25:61 p.m. $1,2,3.4.5% -- ... ?!?!\n"
    "Feb. 30, 10000 the 400th century, 1e999 years ago, 99999999999999999999 days before Monday\n",
}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    root = Path(__file__).parents[2]
    parser.add_argument("--out", type=Path, default=root / "seeds" / "hostile")
    options = parser.parse_args()
    differing = [
        name
        for name, content in FILES.items()
        if not (options.out / name).is_file()
        or (options.out / name).read_bytes() != content.encode("utf-8")
    ]
    if options.check:
        for name in differing:
            print(f"build_hostile.py: {name} differs from its recipe")
        return 1 if differing else 0
    for name in differing:
        (options.out / name).write_bytes(FILES[name].encode("utf-8"))
    print(f"{len(FILES)} hostile inputs, {len(differing)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
