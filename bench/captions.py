"""Three hundred Spanish captions with English translations, all written for this project, to measure translation on.

A hundred are those of `tests/fixtures/captions.es-en.tsv`; the others are made from sentences with slots for what
engines lose: names that are words too, numbers with separators, dates, addresses and placeholders.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CAPTIONS = Path(__file__).parent.parent / "tests" / "fixtures" / "captions.es-en.tsv"
SEED = 300
COUNT = 300


class Caption(NamedTuple):
    """A caption, its translation, and what must stand in any translation as it stands here."""

    spanish: str
    english: str
    kept: tuple[str, ...] = ()


# Surnames that are words, particles, an Arabic article, names that no dictionary has.
PEOPLE = (
    "Juan Iglesias", "Rosa Montes", "Luis Hierro", "Carmen de la Fuente", "Amina al-Haddad", "Pedro Calle",
    "Inés Valverde", "Ana Campos", "Mario Rubio", "Elena Prado", "Tomás Delgado", "Nuria Blanco",
    "Katrin von Hessel", "Olga Petrenko",
)  # fmt: skip
PLACES = (
    ("Sevilla", "Seville"), ("Bilbao", "Bilbao"), ("Valencia", "Valencia"), ("Lisboa", "Lisbon"), ("Londres", "London"),
    ("Berlín", "Berlin"), ("Ginebra", "Geneva"), ("Moscú", "Moscow"), ("Atenas", "Athens"), ("Varsovia", "Warsaw"),
)  # fmt: skip
MONTHS = (
    ("enero", "January"), ("marzo", "March"), ("mayo", "May"), ("julio", "July"), ("octubre", "October"),
    ("diciembre", "December"),
)  # fmt: skip
NUMBERS = (
    ("2.500", "2,500"), ("12.000", "12,000"), ("3,5", "3.5"), ("17", "17"), ("1.234.567", "1,234,567"),
    ("48,2", "48.2"), ("900", "900"), ("6", "6"),
)  # fmt: skip
LINKS = (
    "https://example.org/fotos?id=7", "www.example.org/prensa", "prensa@example.org", "@museo_norte", "#puente",
    "http://a.b/c?d=e",
)  # fmt: skip
PLACEHOLDERS = ("{count}", "%d", "{{ author }}", "%(name)s", "${year}")

TEMPLATES = (
    ("{p} saluda a los vecinos de {c}", "{p} greets the residents of {c}"),
    ("El ministro {p} visita el hospital de {c}", "Minister {p} visits the hospital in {c}"),
    ("La alcaldesa {p} en la plaza de {c}, el {d} de {m} de {y}", "Mayor {p} in the square of {c} on {d} {m} {y}"),
    ("{p}, en una imagen de {m} de {y}", "{p}, in a picture from {m} {y}"),
    ("La escritora {p} firma libros en {c}", "The writer {p} signs books in {c}"),
    ("{p} y {q} durante la reunión en {c}", "{p} and {q} during the meeting in {c}"),
    ("El arquitecto {p} presenta el puente de {n} metros", "The architect {p} presents the {n}-metre bridge"),
    ("Unas {n} personas esperan en el puerto de {c}", "Some {n} people wait in the port of {c}"),
    ("El edificio costó {n} millones de euros", "The building cost {n} million euros"),
    ("La carretera tiene {n} kilómetros", "The road is {n} kilometres long"),
    ("Más de {n} voluntarios limpian la costa", "More than {n} volunteers clean the coast"),
    ("El {d} de {m} de {y} abrió el museo de {c}", "The museum in {c} opened on {d} {m} {y}"),
    ("Vista del río en {c}, en {m} de {y}", "View of the river in {c} in {m} {y}"),
    ("Todas las fotos de {p} están en {u}", "All photos by {p} are at {u}"),
    ("Más imágenes de la marcha en {u}", "More pictures of the march at {u}"),
    ("Puede escribir a {u} hasta el {d} de {m}", "You can write to {u} until {d} {m}"),
    ("Fotografía de {p} tomada en {c}", "Photograph by {p} taken in {c}"),
    ("Hay {h} fotos nuevas en esta galería", "There are {h} new photos in this gallery"),
    ("La imagen de {h} fue tomada en {c}", "The picture of {h} was taken in {c}"),
    ("El capitán {p} dirige el barco hacia {c}", "Captain {p} steers the ship towards {c}"),
    ("{p} recibe el premio de manos de {q}", "{p} receives the prize from {q}"),
    ("El equipo de {p} ganó la final ante {n} espectadores", "{p}'s team won the final before {n} spectators"),
)


def captions() -> tuple[Caption, ...]:
    """Return the captions, the same ones every time."""
    lines = (line.split("\t") for line in CAPTIONS.read_text("utf-8").splitlines())
    written = [Caption(spanish, english) for spanish, english in lines]
    chance = random.Random(SEED)
    made = dict.fromkeys(_made(chance))
    return (*written, *list(made)[: COUNT - len(written)])


def _made(chance: random.Random) -> Iterator[Caption]:
    """Yield filled templates, in turn."""
    for number in range(3 * COUNT):
        spanish, english = TEMPLATES[number % len(TEMPLATES)]
        person, other = chance.sample(PEOPLE, 2)
        place, month, count = (chance.choice(slot) for slot in (PLACES, MONTHS, NUMBERS))
        same = {
            "p": person, "q": other, "d": str(chance.randint(2, 28)), "y": str(chance.randint(1990, 2026)),
            "u": chance.choice(LINKS), "h": chance.choice(PLACEHOLDERS),
        }  # fmt: skip
        kept = tuple(value for slot, value in same.items() if f"{{{slot}}}" in spanish)
        kept += (count[1],) if "{n}" in spanish else ()
        yield Caption(
            spanish.format(c=place[0], m=month[0], n=count[0], **same),
            english.format(c=place[1], m=month[1], n=count[1], **same),
            kept,
        )
