"""English as people type it: spellings, word sets, and the lexicon they make with the phrase lists."""

from collections.abc import Mapping
from typing import Final

from conversations.safety.danger_en_abuse import ABUSE, SEXUAL_VIOLENCE
from conversations.safety.danger_en_despair import MAY_MEAN_IT
from conversations.safety.danger_en_injury import INJURY
from conversations.safety.danger_en_suicide import SUICIDE
from conversations.safety.harmless_en import HARMLESS, NOT_YET
from conversations.safety.lexicon import Lexicon
from conversations.safety.stop_en import MESSAGING_SETS, NOT_STOP, STOP
from conversations.safety.tier import Tier

REVIEWED_BY_NATIVE: Final = True
VERSION: Final = "2026-11-23"

SPELLINGS: Final = """
    i am: i'm im iam
    i have: i've ive
    i will: i'll
    i will kill: ill_kill
    i will end: ill_end
    i will die: ill_die
    i will jump: ill_jump
    i will hang: ill_hang
    i will do: ill_do
    i will take: ill_take
    he will kill: hell_kill
    he will hurt: hell_hurt
    he will hit: hell_hit
    he will find: hell_find
    she will kill: shell_kill
    she will hurt: shell_hurt
    she will hit: shell_hit
    she will find: shell_find
    i would: i'd
    i would be: id_be
    i would rather: id_rather
    i would kill: id_kill
    you: u ya yu
    you are: you're youre
    your: ur yr
    yourself: urself yaself your_self ur_self yourslef
    are: r
    and: n an' nd
    be: b
    why: y
    he is: he's hes
    she is: she's shes
    it is: it's its
    that is: that's thats
    what is: what's whats wats wot's wots
    there is: there's theres
    who is: who's whos
    they are: they're theyre
    they have: they've theyve
    he will: he'll
    she will: she'll
    they will: they'll theyll
    we will: we'll
    it will: it'll itll
    he would: he'd
    she would: she'd
    they would: they'd
    can not: cant can't cannot cnt carnt can't carny caant
    could not: couldnt couldn't cudnt couldent
    do not: dont don't dnt dunt donot doesnt doesn't dosent dosnt didnt didn't didnot dident does_not did_not
    not: n't nt
    is not: isnt isn't
    are not: arent aren't
    am not: ain't aint aint_no
    was not: wasnt wasn't
    have not: havent haven't havnt hasnt hasn't hadnt hadn't
    will not: wont won't
    would not: wouldnt wouldn't wudnt
    should not: shouldnt shouldn't shudnt
    nobody: no_one noone no1 no-one nobodies
    everyone: every_one evry1 every1 evryone
    someone: some_one some1 sum1
    anyone: any_one any1
    want to: wanna wana wanta wannna wannaa
    want: wnt wan wan't
    wants: wnts
    going to: gonna gunna gna gona gon goin2 gonnae finna gunnae gonne
    have to: gotta gota havta
    going: goin goign gowing
    to: too 2 tu
    for: 4 fr
    because: cos coz cuz bcos becos bc becoz becuase cause
    with: wiv wid wif
    me: mee
    my: ma mi
    myself: my_self me_self meself mysen maself myselff my_sel mself mysefl mself mi_self myslf ma_self
    himself: hisself him_self his_self himslef
    herself: her_self herslef
    themselves: themself them_selves themselfs
    nothing: nothin nuffin nuthin nuffink nout
    something: summat sumthing sumfin somethin sommat
    anything: anyfing anythin
    any more: anymore nomore_any anymor ne_more anymo
    kill: kil klil kll kiil kel kyll kyl killl
    killing: killin kiling kling kiling
    killed: kiled killd
    kms: kmself
    die: diee
    dying: dyin dieing diying
    dead: ded deid
    death: deth
    life: lyf lyfe lief lfie
    living: livin liveing
    live: liv
    hang: hangg
    hanging: hangin
    end: edn
    ending: endin
    suicide: suiside sucide suicid suacide suecide suicied sewerslide sewercide sooicide suiciding sewer_slide self_deletion
    suicidal: sucidal suicidle suisidal suicidel suicadal sucidle
    unalive: un_alive
    overdose: over_dose overdoes overdos ovadose over_dosing
    overdosed: over_dosed od'd oded od'ed odded ovadosed o.d'd
    overdosing: od'ing oding
    tablets: tablits tabelts tablet's tabletts tabs
    pills: pils pill's pilz
    paracetamol: paracetemol parasetamol paracetamols paracetomol parcetamol paras
    painkillers: pain_killers
    breathe: breeth breth breathing breathin
    bleeding: bleedin
    bleed: bled
    ambulance: ambulence amublance abulance
    unconscious: unconcious unconsious unconscience
    hitting: hittin hiting
    hits: hitts
    hurting: hurtin
    hurt: hert
    harm: harming_self
    self harm: selfharm selfharming selfharmed
    beating: beatin beeting
    punched: punchd
    punch: puch
    kicked: kickd
    strangled: strangeld strangld
    raped: raiped rayped rapd rpaed raepd
    scared: scard scaird skared
    afraid: affraid afriad
    husband: hubby hubbie husbend
    boyfriend: bf boyf bfs boyfreind bloke_friend
    girlfriend: gf girlfreind
    partner: patner parter
    wife: missus
    sexually: sexualy sexully
    assaulted: asaulted assulted asulted
    assault: asault assult
    abused: abusd abuesd
    worthless: worthles wurthless
    hopeless: hopless
    thinking: thinkin finking finkin
    think: fink
    about: abt abot
    feel: fele
    again: agen agn
    people: ppl
    please: pls plz plis pleese
    never: neva nevr
    forever: foreva
    over: ova
    the: da teh
    this: dis
    them: dem
    they: dey
    that: dat tht
    want out: wantout
    tonight: 2nite tonite 2night
    tomorrow: tmrw tomoz 2moro tomorow
    without: w/o witout
    in front: infront infrunt
    of: off_of
    should: shud
    could: cud
    would: wud
    better off: betteroff
    as well: aswell
    should have: shouldve should've shoulda should_of
    could have: couldve could've coulda could_of
    would have: wouldve would've would_of
    harassed: harrassed harrased harased
    harassing: harrassing
    wish: wsh whish
    wake: wak
    waking: wakin
    what: wot wat
    have: av hav
    taken: takn
    took: tooken
    mum: mom mam mummy mama
    dad: daddy
    #: eight nine ten eleven twelve fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty hundred hundreds dozens
"""

FILLERS: Final = """
    just really fucking fuckin fkn fking fckin effing bloody literally actually honestly proper totally absolutely
    basically simply even maybe kinda kindof sorta tbh lol lmao omg ngl bruv bro innit fam very also
    sadly truly genuinely fully definitely deffo def sometimes always often constantly usually lately quite rly rlly frfr
    probably erm um er uh oh fuck ffs damn
"""

SLIPS: Final = """
    suicide suicidal suicides myself overdose overdosed overdosing breathe strangled strangling unconscious ambulance
    paracetamol molested assaulted worthless killing killed sexually harassed
"""

MASKED: Final = """
    kill killing killed die dying dead suicide suicidal suicides rape raped raping rapist rapists overdose overdosed
    murder molested assaulted sexually
"""

SETS: Final[Mapping[str, str]] = {
    "self": "myself himself herself themselves yourself oneself ourselves my_self",
    "my": "my his her their your our me",
    "who": "i he she they we me him her them",
    "not": "not never no_longer",
    "wish": "want wants wanted wanting wish wishes wished wishing long longing crave craving beg begging pray praying prayed",
    "intend": "going_to want_to wants_to wanted_to wanting_to about_to ready_to plan_to planning_to planned_to plan_on planning_on"
    " planning trying_to tempted_to urge_to urges_to urge_of might will decided_to intend_to intending_to thinking_of thinking_about"
    " thought_of thought_about think_of think_about thoughts_of thoughts_about feel_like feels_like felt_like feeling_like"
    " considering considered have_to need_to wish_to i_should let_me",
    "plan": "going_to want_to wants_to wanted_to wanting_to about_to ready_to plan_to planning_to planned_to tempted_to urge_to"
    " might decided_to thinking_of thinking_about thought_of thought_about feel_like feels_like felt_like considering",
    "will": "going_to will might may could would about_to want_to",
    "high": "bridge bridges roof rooftop balcony building buildings window windows ledge cliff cliffs flats block tower car_park"
    " multistorey platform viaduct beachy_head",
    "wheels": "train trains tube bus buses traffic lorry lorries car cars truck trucks tram van tractor",
    "pills": "tablets tablet pills pill meds medication medicine paracetamol ibuprofen painkillers codeine tramadol pregabalin"
    " pregabs gabapentin diazepam valium xanax zopiclone zoppies sertraline mirtazapine amitriptyline antidepressants methadone"
    " aspirin insulin cocodamol co_codamol benzos nurofen sleepers anadin sleeping_tablets quetiapine olanzapine propranolol prescription",
    "drugs": "gear heroin coke cocaine crack ket ketamine spice mdma mandy speed meth ghb g weed edibles fentanyl oxy subutex subbies"
    " blues yellows downers uppers acid mushrooms morphine drugs stuff medicine insulin substances vallies",
    "whole": "all every whole loads lots many much a_bottle a_box a_handful handful handfuls a_pack a_packet packet packets a_strip"
    " a_bunch bunch boxes bottles strips a_load a_lot whole_lot overdose_of half_a_bottle the_rest",
    "many": "#",
    "swallowed": "took taken swallowed swallow necked downed popped eaten ate snorted injected drank drunk",
    "have": "have has had ive",
    "can_not": "can_not could_not unable_to not_able_to can_barely can_hardly can_no_longer",
    "will_not": "will_not do_not would_not never not",
    "he": "he she husband wife partner boyfriend girlfriend ex dad father stepdad stepfather mum mother stepmum brother sister"
    " son daughter uncle aunt auntie cousin grandad nephew carer landlord flatmate housemate roommate neighbour pimp dealer man"
    " bloke guy fella lad someone somebody stranger boss worker member keyworker colleague manager officer resident tenant family in_laws inlaws parents",
    "partner": "husband wife partner boyfriend girlfriend ex dad father stepdad stepfather mum mother stepmum brother son uncle"
    " pimp family in_laws inlaws parents flatmate housemate",
    "me": "me us him her them",
    "victim": "me us him her",
    "family": "mum mother sister brother kids kid children child son daughter baby boy girl wife nan friend mate dad dog cat",
    "hurt": "hit hits hitting beat beats beating beaten punch punches punched punching kick kicks kicked kicking slap slaps slapped"
    " slapping smack smacks smacked smacking strangle strangles strangled strangling choke chokes choked choking attack attacks"
    " attacked attacking hurt hurts hurting batter batters battered battering headbutt headbutts headbutted assault assaults"
    " assaulted assaulting bit bites biting burns burned burnt burning bruised shoved shoves shoving pushes pushed pushing thump"
    " thumps thumped whacks whacked throttles throttled torture tortures tortured torturing bullies bullying knifed stabbed"
    " spat scalded lamps lamped decked belts belted bashes bashed abuse abuses abused abusing",
    "hit": "hits beats strangles slaps punches",
    "hitting": "hitting beating punching kicking slapping strangling choking hurting abusing battering smacking attacking"
    " threatening bullying",
    "was": "was were been being get gets getting got",
    "violence": "violent abusive",
    "to_kill": "kill killing murder murdering stab stabbing strangle strangling hurt hurting harm harming",
    "force": "force forced forces forcing make makes made making pressured pressures pressuring coerced coerces coercing push"
    " pushes pushed bully bullied",
}

TREATS: Final[Mapping[str, str]] = {
    "treat": "cake cakes chocolate chocolates sugar sweets biscuits biscuit coffee tea caffeine crisps pizza cheese chips curry"
    " sandwiches sandwich food pudding football telly tv netflix news christmas carbs salad glitter perfume powerpoint emails"
    " meetings zoom doughnuts donuts samosas cookies crumble brownies garlic chilli salt turkey mince_pies buffet ice_cream"
    " custard haribo fruit veg vitamin_c sunshine nostalgia cat_videos box_sets karaoke cupcakes flapjack popcorn roast",
    "game": "chess pool darts football fifa cards dominoes scrabble tennis ping_pong table_tennis snooker mario kart it draughts"
    " bowling everything uno monopoly golf badminton the_quiz the_pool the_finish playstation mario_kart five_a_side",
    "thing": "photos photo pictures notes calls days breaks minutes turns chances bookings time space effort energy money shifts"
    " courses steps screenshots risks liberties classes jobs questions tasks selfies holidays lessons attempts goes hours weeks"
    " months buses trains leaflets chairs copies people names water squash juice pop on",
}

LEXICON: Final = Lexicon(
    language="en",
    version=VERSION,
    reviewed_by_native=REVIEWED_BY_NATIVE,
    spellings=SPELLINGS,
    sets={**SETS, **MESSAGING_SETS, **TREATS},
    fillers=FILLERS,
    masked=MASKED,
    slips=SLIPS,
    danger={
        Tier.INJURY: INJURY,
        Tier.SUICIDE: SUICIDE,
        Tier.ABUSE: ABUSE,
        Tier.SEXUAL_VIOLENCE: SEXUAL_VIOLENCE,
        Tier.MAY_MEAN_IT: MAY_MEAN_IT,
    },
    harmless=HARMLESS,
    not_yet=NOT_YET,
    stop=STOP,
    not_stop=NOT_STOP,
)
