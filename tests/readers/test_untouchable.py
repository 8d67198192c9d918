"""Text planted in code, scripts, addresses, templates and keys is in no segment, whatever stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.model import Document
from triage.readers import read

_PLANTED = "vistadelpuerto"

_HTML = [
    "<script>{}</script>", "<style>.{}</style>", "<pre>{} <b>{}</b></pre>", "<code>{}</code>", "<kbd>{}</kbd>",
    "<samp>{}</samp>", '<p translate="no">{}</p>', '<a href="/{}?q={}">words</a>', '<img src="{}.jpg">',
    "<!-- {} -->", '<p class="{}" id={}>words</p>', "{{{{ {} }}}}", "{{% if {} %}}words{{% endif %}}",
    "<?php echo '{}' ?>", "<% {} %>",
    '<p data-{}="{}" onclick="{}()">words</p>', "<{}>words</{}>", "<textarea>{}</textarea>", '<meta charset="{}">',
    '<meta name="viewport" content="{}">', "<![CDATA[{}]]>", "<!DOCTYPE {}>", "<iframe src={}>{}</iframe>",
    '<p title="{{{{ {} }}}}">words</p>', "<p><math><mi>{}</mi></math></p>",
]  # fmt: skip
_MARKDOWN = [
    "`{}`", "``{} ` {}``", "```\n{}\n```", "~~~ {}\n{}\n~~~", "<https://example.org/{}>",
    "[words](/{})", "![](/{}.jpg)", "[words]: /{}\n", "<!-- {} -->", "{{{{< {} id=\"{}\" >}}}}",
    '{{{{< figure src="{}" >}}}}', "{{% include {}.html %}}", "{{% highlight {} %}}\n{}\n{{% endhighlight %}}",
    "<code>{}</code>", "<script>\n{}\n\n{}\n</script>\n", "words[^{}]\n\n[^{}]: words", "# words {{#{}}}",
    "words\n{{: .{} }}",
    ":::{}\n", "<{}@example.org>", "{{{{ {} }}}}", "words\n{{: #{} }}",
]  # fmt: skip
_MDX = [
    "import {} from '{}'\n\n", "export const {} = '{}'\n\n", "{{{}}}", "{{/* {} */}}", "<Figure src='{}' x={{{}}} />\n",
]
_WORDS = ["words ", "*words* ", "\n", "\n\n", "- words\n", "> words\n", "<b>words</b> ", "<p>words</p>\n"]


def _soup(planted: list[str]) -> st.SearchStrategy[str]:
    filled = [piece.format(*[_PLANTED] * piece.count("{}")) for piece in planted]
    return st.lists(st.sampled_from(filled) | st.sampled_from(_WORDS), max_size=12).map("\n\n".join)


def _found(text: str, format: str) -> list[str]:
    return [segment.text for segment in read(Document(text, format=format)).segments if _PLANTED in segment.text]


@given(_soup(_HTML))
def test_html(text: str) -> None:
    assert _found(text, "html") == []


@given(_soup([*_MARKDOWN, *_HTML]))
def test_markdown(text: str) -> None:
    assert _found(text, "markdown") == []


@given(_soup([*_MARKDOWN, *_MDX]))
def test_mdx(text: str) -> None:
    assert _found(text, "mdx") == []


_YAML = ["{}: words\n", "title: words # {}\n", "# {}\n", "x: &{} words\n", "src: {}\n"]


@given(st.lists(st.sampled_from(_YAML), max_size=6))
def test_yaml_and_front_matter(lines: list[str]) -> None:
    body = "".join(dict.fromkeys(line.format(_PLANTED) for line in lines))

    assert _found(body, "yaml") == []
    assert _found(f"---\n{body}---\nwords", "markdown") == []


@given(st.lists(st.sampled_from(['"{}": "words"', '"src": "{}"', '"title": 5', '"{}": ["words"]']), max_size=6))
def test_json(members: list[str]) -> None:
    assert _found("{" + ", ".join(member.format(_PLANTED) for member in members) + "}", "json") == []
