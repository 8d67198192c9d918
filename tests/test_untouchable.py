"""Never a finding in code, scripts, styles, addresses, templates or keys: the readers and the real identification.

Spanish is planted there, alone or beside a visible Spanish sentence, in English documents. `tests/readers` has the
same of the readers alone, with more places; this shows what a user sees.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import triage

PROSE = (
    "The harbour was closed on Monday after the storm had torn two fishing boats from their moorings.",
    "Nobody was hurt, but the mayor asked people to stay away from the sea wall until the evening.",
)
VISIBLE = "La panadera abre la puerta antes de que salga el sol"
WORDS = "los pescadores recogen las redes rotas"
SLUG = WORDS.replace(" ", "-")
NAME = WORDS.replace(" ", "_")

# `{words}` is planted as a phrase, `{slug}` and `{name}` where no blank can stand.
HTML = (
    "<script>const a = '{words}';</script>", "<style>.a::after {{ content: '{words}'; }}</style>",
    "<pre>{words}</pre>", "<p>Type <code>{words}</code> to begin.</p>", "<p>Press <kbd>{words}</kbd> and wait.</p>",
    "<p>It prints <samp>{words}</samp> then.</p>", "<p translate=no>{words}</p>", "<!-- {words} -->",
    "<p><a href='https://example.org/{slug}?q={slug}'>Read the report</a></p>", "<img src='{slug}.jpg' alt=''>",
    "<p>See https://example.org/{slug} for more.</p>", "<p id={name} class='{words}'>Closed until noon.</p>",
    "<p data-note='{words}'>Closed until noon.</p>", "<p onclick=\"say('{words}')\">Closed until noon.</p>",
    "<p>{{{{ {name} }}}}</p>", "{{% comment '{words}' %}}", "<?php echo '{words}'; ?>", "<textarea>{words}</textarea>",
    "<meta name=viewport content='{words}'>", "<input name={name} value='{words}'>",
)  # fmt: skip
MARKDOWN = (
    "Type `{words}` to begin.", "```\n{words}\n```", "~~~ text\n{words}\n~~~", "Words.\n\n    {words}\n",
    "Read [the report](https://example.org/{slug}).", "See <https://example.org/{slug}>.", "![](/{slug}.jpg)",
    "Read [the report][{name}].\n\n[{name}]: /{slug}", "<!-- {words} -->", "{{{{< {name} >}}}}",
    '{{{{< figure src="{slug}.jpg" >}}}}', "{{% include {slug}.html %}}", "# The gate {{#{slug}}}",
    "<script>\nconst a = '{words}';\n</script>", "Write to <{name}@example.org>.",
)  # fmt: skip


def _pieces(patterns: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    filled = [pattern.format(words=WORDS, slug=SLUG, name=NAME) for pattern in patterns]
    return st.lists(st.sampled_from(filled) | st.sampled_from(PROSE), max_size=10)


def _found(text: str, format: str) -> list[str]:
    return [text[slice(*finding.span)] for finding in triage.scan(text, format=format, lang="en").findings]


@given(_pieces(HTML), st.booleans())
@settings(max_examples=150)
def test_html(pieces: list[str], has_visible: bool) -> None:
    blocks = [f"<p>{piece}</p>" if piece in PROSE else piece for piece in (*PROSE, *pieces)]
    visible = [f"<p>{VISIBLE}</p>"] * has_visible

    assert _found("\n".join([*blocks, *visible, f"<p>{PROSE[0]}</p>"]), "html") == [VISIBLE] * has_visible


@given(_pieces(MARKDOWN), st.booleans())
@settings(max_examples=150)
def test_markdown(pieces: list[str], has_visible: bool) -> None:
    text = "\n\n".join([*PROSE, *pieces, *[VISIBLE] * has_visible, PROSE[0]])

    assert _found(text, "markdown") == [VISIBLE] * has_visible


def test_math() -> None:
    text = "\n\n".join([*PROSE, f"$$\nx = 2 \\quad \\text{{{WORDS}}}\n$$", PROSE[0]])

    assert _found(text, "markdown") == []


FRONT_MATTER = f"---\n{{}}: The gate\ntitle: The harbour was closed on Monday\n---\n\n{PROSE[0]}\n\n{PROSE[1]}\n"


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", f'{{"{WORDS}": "{PROSE[0]}", "src": "{WORDS}", "url": "/{SLUG}", "caption": "{VISIBLE}"}}'),
        ("jsonl", f'{{"{WORDS}": "{PROSE[0]}", "id": "{WORDS}", "caption": "{VISIBLE}"}}\n'),
        ("yaml", f"# {WORDS}\n{WORDS}: {PROSE[0]}\nsrc: {WORDS}\ncaption: {VISIBLE}\n"),
        ("csv", f"id,caption,src\n{SLUG},{VISIBLE},{WORDS}\n"),
        ("markdown", FRONT_MATTER.format(WORDS) + f"\n*{VISIBLE}*\n"),
        ("markdown", FRONT_MATTER.format("slug").replace("The gate", SLUG) + f"\n*{VISIBLE}*\n"),
        ("mdx", f"import A from '{SLUG}'\n\n{PROSE[0]}\n\n{{'{WORDS}'}}\n\n<A b='{NAME}' />\n\n*{VISIBLE}*\n"),
        ("po", f'# {WORDS}\n#: {SLUG}.c:1\nmsgctxt "{WORDS}"\nmsgid "{WORDS}"\nmsgstr "{VISIBLE}"\n'),
        ("srt", f"1\n00:00:01,000 --> 00:00:02,000\n<font face='{WORDS}'>{VISIBLE}</font>\n"),
    ],
    ids=["json", "jsonl", "yaml", "csv", "front-matter-key", "front-matter-slug", "mdx", "po", "srt"],
)  # fmt: skip
def test_keys_and_other_formats(format: str, text: str) -> None:
    """The visible sentence is found; the same language in keys, names and sources is not."""
    assert _found(text, format) == [VISIBLE]
