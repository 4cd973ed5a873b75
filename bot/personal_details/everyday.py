"""Words that help to tell names from other words. Kept small: each list is a guess, and none is needed for a sure find."""

from typing import Final

EVERYDAY: Final = frozenset(
    """
    an am as at be by can come do ed go he hi how if in is it may me mine must my no not of oh ok old on one or our so some sure
    the them there they this to up us was we well were what who why will with you your shall might here very really
    al amber angel april ash aspen august autumn basil bay bear bell bill bird blue bob bonny brook brown buck bud bush candy
    carol chance charity chase chip christian clay cliff cole colt constance cook coral cross crystal daisy dale dawn day dean
    destiny dick dove drew duke earl earnest ebony eve ever faith fanny fern field fields fisher flora ford forest fox frank
    free gale gay gem gene ginger glen glory good grace grant gray green grey guy hall happy hardy harmony harry hazel heath
    heather hill holly home honey hope hunter iris ivy jack jade jasmine jay jet jewel joy judge june just justice key king
    kit knight lance lane lark laurel lee lily little lock long love lucky mark marsh martin max mason may meadow melody mercy
    merry miles mill miller miss moon moss nick nova ocean olive opal page paige park parker pat patience peace pearl penny
    piper pleasant poppy porter precious price prince prudence pound queen rain ray read reed rich river rob robin rock rose
    rosemary rowan royal ruby rusty sage sally sandy savannah scout sea shade sharp short skip sky small smart snow sonny
    spring star stone storm strong sue summer sun sunny tale temple tiger tony townsend trinity trip true unity van victor
    violet wade ward waters way west wild willow winter wise wolf wood woods worth young
    listen hidden sleep later early late nobody everyone someone anonymous private important secret member mum dad boss
    """.split()
)
"""Words that are somebody's name as well."""

CAPITAL_WORDS: Final = frozenset(
    """
    i im ive ill id monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec christmas easter eid diwali ramadan hanukkah english british scottish welsh irish spanish european uk england
    scotland wales britain ireland europe god zoom teams google whatsapp telegram signal facebook instagram tiktok youtube
    twitter wifi wi fi pdf powerpoint covid zimmer braille makaton bsl nhs council ok tv tea toilet not very really all no yes
    """.split()
)
"""Have capitals without being anybody's name, or have them for weight."""

FIRST_NAMES: Final = frozenset(
    """
    aaliyah aaron abdul abdullah abigail adam adele agnes ahmed aisha alan albert alex alexander alfie ali alice alison amanda
    amelia amina amy andrea andrew angela anita ann anna anne anthony antonia anya archie arthur ayesha barbara barry ben
    benjamin bernard beth bethany betty brenda brian bridget bryan callum cameron carl caroline catherine charlie charlotte
    chloe chris christine christopher claire clare colin connor craig daniel danielle darren dave david deborah denise dennis
    derek diane donna doreen dorothy dylan edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erica ethan
    evelyn evie farah fatima fiona frances freddie gareth gary gavin geoff geoffrey george georgia gerald gillian glenn gloria
    gordon graham hannah harriet hassan helen henry hilary howard hussain ian ibrahim imran irene isaac isabella isla jackie
    jacob jacqueline jake james jamie jan jane janet janice jason javed jayden jean jeff jennifer jenny jeremy jessica jill jim
    jimmy joan joanna joanne joe john jonathan jordan joseph josh joshua joyce judith julia julian julie karen kate katherine
    kathleen katie keith kelly ken kenneth kerry kevin khalid kieran kim kirsty kyle laura lauren leah leanne leon leonard
    lesley leslie lewis liam linda lisa liz lorraine louis louise lucy luke lynn lynne maggie malcolm mandy marcus margaret
    maria marie marilyn marion martha mary maryam matt matthew maureen megan mia michael michelle mick mike mohamed mohammad
    mohammed moira molly muhammad naomi natalie natasha nathan neil nicola nigel noah nora norman olivia omar oscar owen pamela
    patricia patrick paul paula pauline peter phil philip phoebe priya rachel raj raymond rebecca richard rita robert roger
    ronald ross ruth ryan sadia sam samantha samir samuel sandra sara sarah scott sean sharon sheila shirley simon siobhan
    sophia sophie stacey stan stanley stella stephanie stephen steve steven stuart susan suzanne sylvia tamara tariq teresa
    terry theresa thomas tim timothy tina toby tom tracey tracy trevor valerie vanessa vera veronica victoria vincent wayne
    wendy william yasmin yusuf yvonne zainab zara zoe
    """.split()
)
"""Common in this country, and no everyday words."""

TITLES: Final = (
    "Mr",
    "Mrs",
    "Ms",
    "Mx",
    "Dr",
    "Prof",
    "Professor",
    "Miss",
    "Nurse",
    "Auntie",
    "Aunty",
    "Uncle",
    "Cllr",
    "Rev",
)
