"""Small hand-written word lists: particles of names, street words, role words, established foreign phrases.

General words of the languages themselves, from the editors' own knowledge of them and checked against the cited sources; none is
taken from, or names, a text. They are hints for the guard of `triage.lid.confidence`, never decisions.
"""

from __future__ import annotations

# Lower-case words that join the parts of names: prepositions, articles and conjunctions between capitalised words.
# Source: Unicode CLDR person-name particles ("surname-prefix"), Library of Congress name authority practice (DCM Z1).
PARTICLES = frozenset(
    "a à ap ben bat mac af av vande vanden zur ould a à al am an and at auf aus bei bin bint by d da das de degli dei del della delle den der des di die do dos du e ed"
    " el em en et für for i ibn im in l la las le les lo los na nad no o och og of og on op ou pod sur the ter ten til"
    " tot und van vom von vor y ya z zu zum zur és ve w we och ja i̇le ud ul ur az zum s san st ste santa sankt abu umm".split()
)

# What a street address says besides names and numbers. Source: Universal Postal Union, addressing systems of member states.
STREET_WORDS = frozenset(
    "avenida av avda calle c carrer carretera paseo passeig plaza plaça plaz ronda travessera camino rua travessa praça largo alameda"
    " estrada rodovia rue boulevard bd avenue quai place cours allée chemin impasse faubourg via viale piazza piazzale corso"
    " vicolo largo strada lungotevere straße strasse str allee platz weg gasse damm ufer ring chaussee kai linden markt steig"
    " straat laan plein gracht kade singel weg dreef ulica ul aleja al plac pl osiedle ulice třída náměstí nám třida ulica"
    " trg gatan gata vägen väg torg torget gade vej plads gate vei veien plass katu tie kuja utca út tér körút fasor"
    " strada str bulevardul bd calea piața sokak sokağı cadde caddesi bulvarı mahallesi jalan jl улица ул проспект пр площадь пл"
    " вулиця вул бульвар переулок οδός λεωφόρος πλατεία street st road rd avenue ave lane drive square".split()
)

# News and picture agencies, as credit lines write them. Source: members of the European Alliance of News Agencies and MINDS.
AGENCIES = frozenset(
    "afp reuters efe ap aap apa ansa anp ats belga bta ctk čtk dpa epa hina ina itar jiji kna kyodo lusa mti mtva ntb pap pti rador reu ritzau"
    " scanpix sda sta stt tanjug tass tasr tt ukrinform unian upi xinhua yonhap getty imago shutterstock alamy zuma unsplash flickr wikimedia keystone"
    " pool handout".split()
)

# The words of a credit line. Source: IPTC Photo Metadata "Credit Line" and agency style books.
CREDIT_WORDS = AGENCIES | frozenset(
    "images picture alliance europa press photo photos photograph photographs photographer photographie foto fotos fotografía fotografia fotografie"
    " crédit credit crédits credits courtesy via archiv archivo archives imagen image bild bilder agence agencia agenzia agentur zdjęcie"
    " zdjęcia fot snímek fotó fotoğraf fotoğrafı kuva bilde billede φωτογραφία фото magnum commons cc".split()
)

# Phrases that dictionaries of other languages list as established. Sources: Merriam-Webster, Duden, DLE, Le Petit Robert (headwords).
PHRASES = tuple((agency,) for agency in sorted(AGENCIES)) + tuple(
    phrase.split()
    for phrase in (
        "coup d état|je ne sais quoi|raison d être|fait accompli|vis à vis|laissez faire|déjà vu|joie de vivre|savoir faire|faux pas"
        "|enfant terrible|crème de la crème|coup de grâce|cause célèbre|bête noire|bon vivant|bon appétit|carte blanche|à la carte"
        "|tour de force|pièce de résistance|nouveau riche|noblesse oblige|par excellence|ménage à trois|haute couture|haute cuisine"
        "|avant garde|art nouveau|belle époque|fin de siècle|film noir|femme fatale|double entendre|mot juste|nom de plume|nom de guerre"
        "|objet d art|trompe l œil|papier mâché|ancien régime|au contraire|au courant|au fait|au naturel|au pair|cri de cœur"
        "|comme il faut|coup de théâtre|coup de foudre|c est la vie|en masse|en route|en bloc|en suite|en passant|entre nous|esprit de corps"
        "|folie à deux|force majeure|hors d œuvre|hors de combat|idée fixe|l esprit de l escalier|mise en scène|mise en place|mot juste"
        "|de rigueur|de trop|dernier cri|droit du seigneur|eau de toilette|eau de parfum|grand prix|grande dame|qui vive|roman à clef"
        "|sang froid|sans souci|soi disant|succès de scandale|succès d estime|table d hôte|tête à tête|tout court|vin ordinaire|plus ça change"
        "|voilà|sauve qui peut|s il vous plaît|bon voyage|bon mot|chaise longue|chef d œuvre|cordon bleu|crème brûlée|foie gras"
        "|mea culpa|quid pro quo|ad hoc|ad hominem|ad infinitum|ad nauseam|ad lib|a priori|a posteriori|bona fide|casus belli|carpe diem"
        "|cogito ergo sum|cui bono|curriculum vitae|de facto|de jure|deus ex machina|et al|et cetera|ex ante|ex post|ex officio"
        "|ex libris|ex nihilo|habeas corpus|ibid|id est|in absentia|in camera|in extremis|in flagrante delicto|in loco parentis"
        "|in memoriam|in situ|in vitro|in vivo|in toto|inter alia|ipso facto|lingua franca|loc cit|magna cum laude|summa cum laude"
        "|magnum opus|memento mori|modus operandi|modus vivendi|mutatis mutandis|ne plus ultra|nolens volens|non sequitur|nota bene|op cit"
        "|pax romana|per annum|per capita|per diem|per se|persona non grata|post hoc|post mortem|post scriptum|prima facie|primus inter pares"
        "|pro bono|pro forma|pro rata|quo vadis|rara avis|reductio ad absurdum|requiescat in pace|rigor mortis|sic transit gloria mundi|sine die"
        "|sine qua non|status quo|status quo ante|stricto sensu|sub judice|sui generis|tabula rasa|terra incognita|ultima ratio|urbi et orbi"
        "|vade mecum|veni vidi vici|verbatim|veto|vice versa|viva voce|vox populi|alma mater|alter ego|anno domini|ante meridiem|post meridiem"
        "|sturm und drang|zeitgeist|weltanschauung|weltschmerz|schadenfreude|wunderkind|doppelgänger|doppelganger|kindergarten"
        "|realpolitik|ostpolitik|wanderlust|gestalt|götterdämmerung|gesundheit|leitmotiv|vorsprung durch technik|blitzkrieg|bildungsroman"
        "|ersatz|hinterland|kitsch|poltergeist|rucksack|übermensch|über alles|wiener schnitzel|gemütlichkeit|katzenjammer|autobahn"
        "|al dente|al fresco|a cappella|dolce vita|la dolce vita|dolce far niente|sotto voce|prima donna|bel canto|opera buffa|commedia dell arte"
        "|cosa nostra|in flagrante|mezza voce|tutti frutti|tempo rubato|allegro ma non troppo|lorem ipsum|latte macchiato|caffè latte|pasta al dente"
        "|hasta la vista|mano a mano|que sera sera|mi casa es su casa|cinco de mayo|día de los muertos|viva la revolución|el niño|la niña"
        "|aficionado|incommunicado|no pasarán|olé|buenos días|hasta mañana|por favor|gracias|tierra del fuego|pronto|ciao|arrivederci|bravo"
        "|last but not least|know how|joint venture|open source|software libre|best seller|big data|brexit|fake news|fair play|happy end"
        "|happy hour|human resources|think tank|smart home|home office|low cost|made in|must have|no go|off the record|on the rocks|one night stand"
        "|public relations|public viewing|reality show|self made|short story|show business|social media|start up|stand up|take away|talk show"
        "|top secret|up to date|whistle blower|world wide web|business as usual|the show must go on|to be or not to be|game over|work in progress"
        "|sine ira et studio|homo sapiens|homo faber|homo homini lupus|feng shui|tai chi|hara kiri|jiu jitsu|haute école|perestroika|glasnost"
        "|intifada|jihad|fatwa|inshallah|hajj|hallelujah|kosher|bar mitzwa|mazel tov|shalom|namaste|karma|nirvana|yin yang|sake|sumo|tsunami"
        "|smörgåsbord|ombudsman|hygge|lagom|fjord|sauna|learning by doing|made in germany|do it yourself|best of the best|bésame mucho"
        # Dishes that menus everywhere name so.
        "|pizza|pasta|spaghetti|penne|tagliatelle|lasagne|lasagna|ravioli|gnocchi|risotto|prosciutto|mozzarella|parmigiano|tiramisu|tiramisù|gelato"
        "|espresso|cappuccino|macchiato|carbonara|bolognese|arrabbiata|pesto|focaccia|ciabatta|bruschetta|antipasti|panettone|osso buco|saltimbocca"
        "|carpaccio|burrata|aglio e olio|quattro formaggi|alla milanese|paella|tapas|sangria|gazpacho|chorizo|jamón ibérico|jamón serrano|jamón|churros"
        "|tortilla|taco|tacos|burrito|burritos|nachos|guacamole|quesadilla|enchiladas|empanada|empanadas|ceviche|mojito|tequila|croissant|croissants"
        "|baguette|quiche|quiche lorraine|ratatouille|bouillabaisse|coq au vin|boeuf bourguignon|bœuf bourguignon|café au lait|pain au chocolat"
        "|soufflé|mousse au chocolat|tarte tatin|crêpe|crêpes|éclair|macaron|macarons|sauerkraut|bratwurst|currywurst|schnitzel|strudel|apfelstrudel"
        "|pretzel|brezel|lebkuchen|glühwein|spätzle|knödel|stollen|pumpernickel|sachertorte|weißwurst|sushi|sashimi|ramen|udon|tempura|gyoza|miso"
        "|teriyaki|edamame|wasabi|bento|kimchi|bibimbap|bulgogi|pho|bánh mì|pad thai|tom yum|dim sum|wonton|curry|tikka masala|naan|samosa"
        "|kebab|döner|döner kebab|baklava|hummus|falafel|tabbouleh|couscous|tajine|tahini|feta|tzatziki|moussaka|gyros|souvlaki|borscht|pierogi|goulash"
        "|blini|nasi goreng|rendang|satay|smørrebrød|köttbullar|gravlax|hamburger|brownie|brownies|cupcake|bagel|bacon|brunch|pudding"
    ).split("|")
)

# What people in captions are: offices and occupations, stems where a language inflects. A line that names one is about a
# person rather than the name of something. Source: the office-holder glossaries of EuroVoc and IATE (general terms).
ROLE_STEMS = tuple(
    "president presiden prezydent prezident președinte preşedinte premier ministeri minist minister secretar secretár secretari segretari sekret sekretar mayor alcald alcaldess maire bürgermeister burgemeester"
    " burmistrz starost primár primăr primarul prefeit sindac borgmästar borgmester ordfører pormestari polgármester belediye başkan"
    " bakan bakanı müdür walikota wali gubernur menteri perdana governor gobernador gouverneur governator governador guvernator"
    " spokes portavoz porte-parole portavoce portavoce porta-voz sprecher woordvoerder rzecznik mluvč purtător talesman talsperson sözcü"
    " juru kanzler chancel cancill cancell kanclerz kancléř general generał generál comandant komandan leader líder leiter"
    " dirigent director direttor diretor direktor dyrektor ředitel kepala ketua king queen rey reina roi reine könig re regina"
    " koning król král drottning kung raja ratu prince princ prinz prins papa pope papst paus papież papež påven"
    " actor actress actriz attor ator schauspiel acteur aktor aktris herec skådespelar oyuncu singer cantant chanteu sänger zanger"
    " piosenk zpěvá cântăre sångar şarkıcı penyanyi player jugador joueu spieler giocator jogador speler piłkarz hráč jucător spelare"
    " coach entrenador entraîneur trainer allenator treinador trener trenér antrenor tränare antrenör pelatih reporter giornalist periodist"
    " journalist dziennikar novinář jurnalist wartawan gazeteci polic policí polici polizei poliţ polițist policej polisi polis"
    " soldier soldad soldat soldato żołnierz voják asker tentara prajurit protest manifest demonstr gösteric pengunjuk".split()
)

# Institutions: a capitalised one of these opens the name of an organisation. Source: EuroVoc, "organisation of ..." headings.
INSTITUTION_STEMS = tuple(
    "universi école escuela escola scuola hochschule hogeschool institut istituto faculty faculté facultad akadem academ accadem société sociedad"
    " sociedade società gesellschaft union unión unione união verband verein bund asociación associa associazion association confédération"
    " confederación confederazione federa fédération föderation partido parti partito partei partij partia partidul sindicato syndicat"
    " sindacato gewerkschaft ministère ministerio ministero ministerium ministério ministerie centre centro centrum zentrum comité comisión"
    " comisiones commission komitee museo museu musée museum teatro théâtre theater banco banque banca bank bibliot orquesta orchestre"
    " orchestra fundación fondation fondazione stiftung fundação instituto hospital hôpital ospedale colegio collège collegio consejo conseil"
    " consiglio conselho tribunal cour corte agence agencia agenzia agência caisse caja cassa crédit crédito office oficina opéra ópera"
    " reporters médecins médicos ärzte liga ligue lega alianza alliance alleanza movimiento mouvement movimento frente front fronte bündnis".split()
)

# What captions say about the picture itself. Source: IPTC caption guidelines and their counterparts in agency style books.
CAPTION_STEMS = tuple(
    "photo foto fotograf fotografia fotografía picture image imagen imatge immagine imagem afbeelding bild zdjęcie snímek snímku obrázek"
    " imagine imaginea görsel fotoğraf gambar arkivbild arkivfoto archiv archivo arxiu archivio arquivo arhiv arşiv arsip arkisto arkiv"
    " archives archiwaln archivní view vista vue blick ansicht veduta zicht widok pohled vedere vy görünüm pemandangan map mapa carte"
    " karte mappa kaart karta hartă harta harita peta building edificio edifici bâtiment gebäude gebouw budynek budova clădire byggnad bina"
    " bangunan gedung arrival llegada arribada arrivée ankunft arrivo chegada aankomst przylo příjezd sosire ankomst varış kedatangan".split()
)
