"""What a strategist types: everyday words, plurals, old names and short forms lead to what they mean, or to a good suggestion."""

from __future__ import annotations

import pytest

import kgraph
from kgraph.errors import UnknownName

GRAPH = kgraph.load()

MEANT = {
    # Who
    "actor-socialtjansten": "soc|socialen|socialtjänsten|socialförvaltningen",
    "actor-kiff": "fritids|KIFF",
    "actor-buf": "BUF|skolförvaltningen",
    "actor-region-vastmanland": "region|regionen|landstinget|sjukvården|vården",
    "actor-polisen": "polis|polisen|polismyndigheten",
    "actor-uv-bra": "BRÅ|brå|bra|brottsförebyggande rådet",
    "actor-uv-lokala-rad": "lokala BRÅ",
    "stmt-s1-har-samordnare": "BRÅ-samordnare|brottsförebyggande samordnare",
    "actor-mimer": "mimer|bostadsbolaget|allmännyttan",
    "actor-kvinnohuset": "kvinnojouren|kvinnohuset",
    "actor-s2-foreningar": "föreningar",
    "actor-s2-raddningstjansten": "räddningstjänsten|brandkåren",
    "municipality-stockholm": "stockholm|sthlm",
    "municipality-vasteras": "Västerås|vasteras",
    "municipality-upplands-vasby": "väsby|upplands väsby",
    # For whom
    "group-barn-unga": "ungdomar|unga|barn|barn och unga",
    "group-s1-unga-vuxna": "unga vuxna",
    "group-s1-tjejer": "tjejer|flickor",
    "group-s1-man": "män",
    "group-s1-valdsutsatta-kvinnor": "kvinnor",
    "group-aldre": "äldre|seniorer|pensionärer",
    "group-foraldrar": "föräldrar|vårdnadshavare",
    "group-hv-hemloshet": "hemlöshet|hemlösa",
    # Against what
    "area-narkotika": "drog|droger|knark|narkotikan|langning|droghandel|langare|missbruk",
    "area-nyrekrytering": "gäng|gängen|gängkriminalitet|nyrekrytering|rekrytering|kriminella nätverk|nätverk",
    "p-s2-skjutningar": "skjutningar|skjutning|sprängningar|sprängdåd",
    "area-internet": "nätet|internet|online",
    "cause-hv-4-02": "bedrägeri|bedrägerier|nätbedrägerier",
    "area-vald": "våld i hemmet|våld i nära relation|våld i nära relationer|heder|hedersvåld|HRV|VINR|mäns våld mot kvinnor",
    "area-s1-personran": "rån|personrån",
    "area-skolmiljo": "skolan|skola",
    "area-valfardsbrott": "välfärdsbrott|bidragsfusk",
    "area-s1-extremism": "extremism",
    "area-uv-fritid": "fritid",
    # How
    "method-sspf": "SSPF", "method-mvp": "MVP", "method-est": "EST", "method-sig": "SIG", "method-trygghetsvandring": "trygghetsvandringar",
    "method-s2-feriepraktik": "sommarjobb|feriepraktik", "method-s2-kamera": "kamerabevakning|övervakningskameror",
    "m-s1-vrakning": "vräkning",
    # Plans
    "plan-vasteras-2025": "västeråsplanen|västerås åtgärdsplan", "plan-hv-2025": "stockholmsplanen", "plan-uv-strategi": "väsbystrategin",
}  # fmt: skip


@pytest.mark.parametrize(("word", "meant"), [(word, one) for one, words in MEANT.items() for word in words.split("|")])
def test_a_word_means_what_people_mean_by_it(word: str, meant: str) -> None:
    assert GRAPH.resolve(word).id == meant
    assert GRAPH.resolve(word.upper()).id == meant
    assert meant in {str(row["id"]) for row in kgraph.search(GRAPH, word).rows}


@pytest.mark.parametrize(
    ("word", "suggested"),
    [
        ("LPO", "lpo vällingby"), ("LPO", "lpo västerås"), ("hässelby", "Hässelby torg"), ("samordnare", "Samordnare lokalt"),
        ("näringslivet", "Väsby: näringslivet"), ("torget", "Stora torget"), ("alkohol", "Tillgång till alkohol"),
    ],
)  # fmt: skip
def test_a_word_for_several_things_is_answered_with_their_names(word: str, suggested: str) -> None:
    with pytest.raises(UnknownName) as raised:
        GRAPH.resolve(word)
    assert suggested in raised.value.suggestions


@pytest.mark.parametrize("word", ["cykelstöld", "inbrott", "sexualbrott", "BUP"])
def test_what_no_document_speaks_of_is_not_made_to_mean_something_else(word: str) -> None:
    with pytest.raises(UnknownName):
        GRAPH.resolve(word)
    assert kgraph.search(GRAPH, word).rows == ()


def test_no_name_of_the_shipped_data_means_two_things() -> None:
    assert GRAPH.names.clashes() == {}
