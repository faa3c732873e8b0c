"""Small graphs for the tests of the shapes: a sound one, and what makes it unsound."""

from __future__ import annotations

SOUND = """
kgd:s a kg:Source ; skos:prefLabel "Plan för prövning"@sv , "Plan for trial"@en .
kgd:k a kg:Municipality ; skos:prefLabel "Provköping"@sv ; kg:code "0180" ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:a a kg:CrimeArea ; skos:prefLabel "Bedrägeri"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:b a kg:CrimeArea ; skos:prefLabel "Telefonbedrägeri"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" ; kg:broader kgd:a .
kgd:p a kg:Plan ; skos:prefLabel "Provplanen"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:t a kg:PlanTable ; skos:prefLabel "Provtabellen"@sv ; kg:exhaustiveFor "addresses" ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:u a kg:Statement ; skos:prefLabel "En orsak"@sv ; kg:number "1"^^xsd:double ; kg:countedKind "Cause" ; kg:isAbout kgd:p ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:l5 a kg:Link ; rdf:subject kgd:u ; rdf:predicate kg:isAbout ; rdf:object kgd:p ; kg:status kgv:link_status-stated ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:c a kg:Cause ; skos:prefLabel "Okunskap"@sv ; kg:shortLabel "Okunskap"@sv ; kg:causeKind kgv:cause_kind-risk_factor ;
    prov:wasDerivedFrom kgd:s ; kg:locator "2" .
kgd:m a kg:Measure ; skos:prefLabel "Informera"@sv , "Inform"@en ; kg:preventionLevel kgv:prevention_level-universal ;
    prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:addresses kgd:c ; kg:partOf kgd:p .
kgd:l1 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:addresses ; rdf:object kgd:c ; kg:status kgv:link_status-stated ;
    prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:strength 0.5 ; kg:statedIn kgd:t .
kgd:l2 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:homeArea ; rdf:object kgd:a ; kg:status kgv:link_status-interpreted ;
    kg:rationale "Står i samma kapitel."@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:l3 a kg:Link ; rdf:subject kgd:b ; rdf:predicate kg:broader ; rdf:object kgd:a ; kg:status kgv:link_status-confirmed ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:v a kg:AcceptedGap ; skos:prefLabel "Prov"@sv ; kg:reason "Annans uppdrag"@sv ; kg:ownerRole "rådet" ;
    kg:reviewOn "2027-01-31" ; prov:wasDerivedFrom kgd:s ; kg:locator "1" ; kg:accepts kgd:c .
kgd:l6 a kg:Link ; rdf:subject kgd:v ; rdf:predicate kg:accepts ; rdf:object kgd:c ; kg:status kgv:link_status-stated ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:l4 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:partOf ; rdf:object kgd:p ; kg:status kgv:link_status-confirmed ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
"""

# A cause, a measure and the link between them, to be placed beside the sound graph.
CAUSE = 'kgd:c2 a kg:Cause ; skos:prefLabel "Tillgång"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "2" .'
MEASURE = 'kgd:m2 a kg:Measure ; skos:prefLabel "Bevaka"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "3" .'
LINK = "kgd:l a kg:Link ; rdf:subject kgd:m2 ; rdf:predicate kg:{relation} ; rdf:object kgd:c2 ; kg:status kgv:link_status-{status} ; "
PART = """
kgd:d a kg:SubActivity ; skos:prefLabel "Del"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:partOf kgd:m2 .
kgd:ld a kg:Link ; rdf:subject kgd:d ; rdf:predicate kg:partOf ; rdf:object kgd:m2 ; kg:status kgv:link_status-confirmed ;
    prov:wasDerivedFrom kgd:s ; kg:locator "1" .
"""
MATTERS = "kgd:l a kg:Link ; rdf:subject kgd:b ; rdf:predicate kg:mattersFor ; rdf:object kgd:a ;"
FROM = 'prov:wasDerivedFrom kgd:s ; kg:locator "1" .'
WHY = 'kg:rationale "Rimligt."@sv ; ' + FROM

GAP = (
    'kgd:g a kg:AcceptedGap ; skos:prefLabel "Lucka"@sv ; kg:reason "Regionens uppdrag"@sv ; kg:ownerRole "rådet" ; '
    'kg:reviewOn "2027-01-31" ; ' + FROM
)

# What is added to the sound graph, and exactly what is then reported: shapes with their focus nodes.
BAD = {
    "F8, no label": ("kgd:x a kg:Actor ; " + FROM, {("F8-label", "x")}),
    "F8, English only": ('kgd:x a kg:Place ; skos:prefLabel "Square"@en ; ' + FROM, {("F8-label", "x")}),
    "F8, two in Swedish": ('kgd:x a kg:Place ; skos:prefLabel "Torg"@sv , "Torget"@sv ; ' + FROM, {("F8-label", "x")}),
    "F7, a long short label": (f'kgd:m kg:shortLabel "{"x" * 33}"@sv .', {("F7-shortLabel", "m")}),
    "F7, three digits": (
        'kgd:x a kg:Municipality ; skos:prefLabel "X"@sv ; kg:code "180" ; ' + FROM,
        {("F7-code", "x")},
    ),
    "F7, a number": ('kgd:x a kg:Municipality ; skos:prefLabel "X"@sv ; kg:code 1980 ; ' + FROM, {("F7-code", "x")}),
    "F8 and S4, an empty link": (
        "kgd:l a kg:Link ; " + FROM,
        {("F8-subject", "l"), ("S4-predicate", "l"), ("F8-object", "l"), ("F8-status", "l")},
    ),
    "S4, an unknown relation": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:likes ; rdf:object kgd:c ; kg:status kgv:link_status-rejected ; "
        + FROM,
        {("S4-predicate", "l")},
    ),
    "F7, no day": (GAP.replace("2027-01-31", "2027"), {("F7-reviewOn", "g")}),
    "F7 and F8, an accepted gap without anything": (
        'kgd:g a kg:AcceptedGap ; skos:prefLabel "Lucka"@sv ; ' + FROM,
        {("F7-reviewOn", "g"), ("F8-reason", "g"), ("F8-ownerRole", "g")},
    ),
    "F7, too strong": ("kgd:l1 kg:strength 1.5 .", {("F7-strength", "l1")}),
    "S3, two kinds": (
        "kgd:l a kg:Link ; rdf:subject kgd:a ; rdf:predicate kg:broader ; rdf:object kgd:c ; kg:status kgv:link_status-rejected ; "
        + FROM,
        {("S3-sameKind", "broader")},
    ),
    "S3, a measure in a measure": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:partOf ; rdf:object kgd:m ; kg:status kgv:link_status-rejected ; "
        + FROM,
        {("S3-partOf", "partOf")},
    ),
    "S3, an end that is not there": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:pursues ; rdf:object kgd:lost ; kg:status kgv:link_status-rejected ; "
        + FROM,
        {("S3-pursues", "pursues")},
    ),
    "F7, two values": ("kgd:c kg:causeKind kgv:cause_kind-cause .", {("F7-causeKind", "c")}),
    "S7, no document": ('kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv .', {("S7-node", "x")}),
    "S7, no place": ('kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv ; prov:wasDerivedFrom kgd:s .', {("S7-locator", "x")}),
    "S2, no such source": (
        'kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv ; prov:wasDerivedFrom kgd:m ; kg:locator "1" .',
        {("S2-source", "x")},
    ),
    "S2, no such table": ("kgd:l4 kg:statedIn kgd:m .", {("S2-statedIn", "l4")}),
    "S7, stated nowhere": (
        f"kgd:b kg:mattersFor kgd:a . {MATTERS} kg:status kgv:link_status-stated .",
        {("S7-link", "l")},
    ),
    "S8": (
        f"{MATTERS} kg:status kgv:link_status-interpreted ; " + FROM,
        {("S8", "l")},
    ),
    "S8, a field": ('kgd:c kg:interpretedField "cause_kind" .', {("S8-field", "c")}),
    "S10, a triple alone": ("kgd:b kg:mattersFor kgd:a .", {("S10-triple", "mattersFor")}),
    "S10, a triple for an interpretation": ("kgd:m kg:homeArea kgd:a .", {("S10-triple", "homeArea")}),
    "S10, a link alone": (
        f"{MATTERS} kg:status kgv:link_status-confirmed ; " + FROM,
        {("S10-link", "mattersFor")},
    ),
    "G2 and G3, no link": (CAUSE + MEASURE, {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")}),
    "G2 and G3, interpreted": (
        CAUSE + MEASURE + LINK.format(relation="addresses", status="interpreted") + WHY,
        {("G2Stated", "c2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, rejected": (
        CAUSE + MEASURE + LINK.format(relation="strengthens", status="rejected") + WHY,
        {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by an interpreted part": (
        CAUSE + MEASURE + PART + LINK.format(relation="addresses", status="interpreted").replace("m2", "d") + WHY,
        {("G2Stated", "c2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by a rejected part": (
        CAUSE + MEASURE + PART + LINK.format(relation="addresses", status="rejected").replace("m2", "d") + WHY,
        {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by another relation": (
        'kgd:c2 a kg:Cause ; skos:prefLabel "Tillgång"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "2" . '
        "kgd:l a kg:Link ; rdf:subject kgd:c ; rdf:predicate kg:contributesTo ; rdf:object kgd:c2 ; "
        "kg:status kgv:link_status-interpreted ; " + WHY,
        {("G2", "c2"), ("G2Stated", "c2")},
    ),
}
