"""The samples: exactly the fragments that were put into them are found, with exact bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage

SAMPLES = Path(__file__).parent.parent / "samples"

ARTICLE = (
    "Vecinos de Puerto Calderón retiran el barro de sus casas tras la crecida del río",
    "El ministro Tomás de la Cruz y la ingeniera Amina al-Haddad en San Telmo",
    "La presidenta regional, Inés Valverde, visita el puente dañado por la corriente",
    "Imagen tomada desde un helicóptero que muestra el puerto pesquero y los almacenes inundados, donde los bomberos "
    "siguen buscando a dos marineros desaparecidos desde la madrugada del domingo",
)
POST = (
    "Las aceitunas esperan delante del molino antes de la primera prensada",
    "Los vecinos limpian las piedras del molino",
    "Los vecinos limpian las piedras del molino durante el invierno",
    "Las primeras botellas de aceite, listas para la venta",
    "Los perros pueden entrar en el patio, pero no en el molino",
)
PAGE = (
    "El faro del norte al anochecer, con la linterna encendida",
    "La familia Oyarz&uacute;n vive en la isla <b>desde hace cuatro generaciones",
    "Reserve su visita al\n    faro",
)
CASES = {
    "article.txt": ("text", "es", ARTICLE),
    "page.html": ("html", "es", PAGE),
    "post.md": ("markdown", "es", POST),
    "guide.mdx": ("mdx", "de", ("Ein Brachvogel sucht im Schlick nach Würmern",)),
    "subtitles.srt": (
        "srt",
        "es",
        (
            "Hay que salir antes de que cambie el viento.",
            "Mi padre me enseñó a leer las olas\ncuando yo tenía siete años.",
        ),
    ),
    "captions.vtt": ("vtt", "fr", ("Les pêches sont arrivées ce matin de la vallée.",)),
    "data.json": (
        "json",
        "es",
        (
            "Una vendedora coloca los tomates en su puesto",
            "Los ni\\u00f1os esperan a que abra la panader\\u00eda",
        ),
    ),
    "records.jsonl": ("jsonl", "fr", ("Les travaux du nouveau tramway ont duré plus de quatre ans.",)),
    "page.yaml": ("yaml", "es", ("Las familias bajan al río con sus farolillos de papel",)),
    "table.csv": ("csv", "es", ("Los obreros del astillero, durante la huelga de aquel invierno",)),
    "messages.po": ("po", "en", ("Choose the album where the pictures should be stored.",)),
}


def test_every_sample_has_its_case() -> None:
    """A sample nobody checks is a defect."""
    names = {path.name for path in SAMPLES.iterdir() if path.name != "README.md"}

    assert names == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_planted_fragments_are_found(name: str) -> None:
    """Bounds, order and language are exact and there is nothing else, with the matrix language told or not."""
    format_, lang, expected = CASES[name]
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for matrix in ("es" if name == "messages.po" else "en", None):
        findings = triage.scan(text, format=format_, lang=matrix).findings

        assert [(text[f.span.start : f.span.end].rstrip("."), f.lang) for f in findings] == [
            (fragment.rstrip("."), lang) for fragment in expected
        ]
