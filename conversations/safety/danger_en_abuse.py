"""English phrases about abuse by someone close, and about sexual violence.

Written by structure rather than as whole sentences, so that person, tense and swearing do not matter. The notation is
that of `phrases.py`, the sets in braces are in `words_en.py`. Grow these with members, test files first.
"""

from typing import Final

ABUSE: Final = """
    {he} ~ {hurt} {victim}
    {he} ~ {hurt} my|our|his|her|the {family}
    {he} ~ {hurt} the hell|shit|crap|life|living_daylights out_of
    {he} {hit}$
    {he} ~ beats|beat|hits|beating on me|her
    {he} keeps|kept|keeping me|us locked|trapped|away|from|prisoner|inside|indoors|isolated
    {he} makes|made|forces|forcing me ~ my ~ money|benefits|pip|giro|wages
    bruises|bruise|marks ~ he|she|him|her|partner|husband
    covered in bruises
    scared|frightened|terrified when he|she|{partner}
    he|she|{partner} is dangerous
    not|never feel|feeling|felt safe ~ with|around him|her|my ~
    i am not safe at_home|here|in_my|with_him|with_her
    scared|frightened|terrified of their|his|her dad|father|mum|stepdad
    he|she|{partner} {will_not} give me any? money|cash|food|my_money
    he|she|{partner} tells me what|who to|i wear|do|see|eat|can
    isolates|isolating|isolated me
    he|she|{partner} calls|called me names|fat|ugly|stupid|worthless|useless|a_slag|a_bitch|a_whore
    he|she|{partner} ~ shouts|screams|yells at me|us
    he|she|{partner} ~ degrades|humiliates|belittles|humiliated|degraded|controls me
    they will|would|want|are|going to? kill me|us
    he|she is outside and|banging|shouting|with|my
    banging on my|the door
    {he} ~ punched|hit|slapped|kicked|smashed|burned|hits|punches|kicks my|her face|head|ribs|stomach|belly|arm|leg|nose
    my abuser|abusers
    {he} ~ throws|threw stuff|things|plates|furniture
    and throws|smashes|breaks stuff|things|plates|furniture
    and|then|or|who hits|beats|punches|slaps|kicks|chokes|strangles me|us|her
    threatened|threatening|threatens|threaten to burn|kill|hurt|stab|shoot|beat|smash|hit|throw|get|rape|find|come|take_my_kids
    because of the|his|her? violence|abuse
    violence|abuse at|in my|the? home|house|family
    forced|pressured|made to? marry|get_married
    {he} gives|gave|giving me|us|her a|another slap|slapping|smack|kicking|beating|hiding|punch|dig|backhander|clout
    {he} ~ aggressive|violent|physical with|to|towards me|us|her
    {he} gets|got|getting physical|violent
    punched|punches|punch ~ hole|holes in|through ~ wall|door
    me|her|us|him by the|my|her throat|hair|neck
    {will_not} let me see|talk_to|speak_to|visit|call my friends|mates|family|mum|sister|mother
    not|never allowed to? leave the|my|this house|flat|home|room
    not|never allowed out
    not|never allowed to see|talk_to|speak_to|call|have my|any? family|friends|mum|mates|sister|phone
    {he} ~ monitors|monitoring|controls|spies my|on ~ phone|messages|calls|me
    {he} ~ turns|turning|shows|turned up everywhere|outside_my|at_my
    outside my house|flat|door|window threatening|shouting|waiting|again|screaming
    following me around|everywhere|home|again
    {family}|family|parents|they|dad|mum want|wants|wanted me|her to marry
    forced|pressured|pushed into ~ marriage|marrying
    they|they_all ~ hit|beat|kicked|punched|attacked|slapped|hurt|kick|punch|slap|attack me
    {he} {will_not} give me my ~ passport|phone|documents|papers|bank_card|medication|benefits|meds
    {force} me|us|him|her to? beg|steal|deal|shoplift|carry_drugs|sell_drugs|run_drugs|beg
    scared|afraid|frightened|terrified|worried of|about? what {he} will|might|is|could|may|would ~ do
    keeps|keep|kept|started|starts|starting|stop|stopped|been {hitting} me|us
    {hitting} me
    hit|hits|slapped|slaps|punched|punches|kicked|kicks|choked|strangled|strangles|battered|beats me again|last_night|in_the|across|round|around|tonight|yesterday|every|because
    beat me again|last_night|tonight|black_and_blue|senseless|badly
    slap|slapped|slaps|punch|punched|punches|choked|chokes|strangled|strangles|headbutted|battered me
    {was} hit|beaten|slapped|punched|kicked|choked|strangled|battered|assaulted|attacked|abused|bullied|tortured|jumped|mugged ~ by ~ {he}|him|her|them|a_man|staff|gang
    get|gets|getting|got|being|been|was|were beaten|battered|slapped|strangled|assaulted|attacked|abused|tortured
    beat|beats|beating|beaten|bashed|duffed|battered|knocked|knocks|slapped|slaps|roughed|smacked me|us|her|him|my_mum|my_sister|{family} up|about|around
    beat|beats|beating|beaten up
    {violence} to|towards|toward|with|against|on me|us|her|him|my|the
    {he} is|was|gets|got|getting|became|can_be|been|being|turns|turned|so is|was|getting|been|so? violent|abusive
    violent|abusive relationship|partner|husband|wife|boyfriend|girlfriend|ex|marriage|home|father|dad|mother|mum|man|house
    domestic abuse|violence|abuser
    dv
    abuse|abuses|abused|abusing me|us|him|her|them|my
    being|been|was|were|getting|got abused
    abuse at home
    emotionally|mentally|physically|financially|verbally abused|abusive|abuses|abusing
    emotional|mental|physical|financial|coercive abuse|control
    coercive|controlling and|or? control|coercive|behaviour
    gaslight|gaslights|gaslighting|gaslit me|us|her
    {he} is|so|was so? controlling
    {he} controls|controlled|controlling me|my|everything|all|what|who|where|the_money
    scared|afraid|frightened|terrified|dread|dreading|petrified to|of|about? go|going|be|being back? to|at|in? my|the? home|house|flat|hostel|indoors
    scared|afraid|frightened|terrified|petrified of him|her|them
    scared|afraid|frightened|terrified|petrified of my ~ {partner}
    scared|afraid|frightened|terrified|petrified {he} will|is|may|might|would|going ~ hurt|hit|find|kill|come|beat|get|do|turn_up|take
    {partner} ~ scares|frightens|terrifies me
    he|she scares|frightens|terrifies me
    not|never feel|feeling|felt? safe at_home|in_my_house|in_my_flat|in_my_home|indoors|with_him|with_her|around_him|around_her|in_my_own|in_my_room|with_my_husband|with_my_partner|here_with|there
    feel|feels|am|is unsafe at_home|indoors|with_him|with_her|around_him|around_her|in_my
    {will_not} let|lets me leave
    {will_not} let|lets me out of? the house|flat|room|door
    he|she|{partner} {will_not} let|lets me|us|her|him
    {he} never lets|let me|us|her
    {he} not|never allow|allows|let|lets me
    {he} stops|stopped|stopping me from? going|seeing|leaving|talking|having|working|eating|sleeping
    lock|locks|locked|locking me|us|her in|out|inside|up
    trapped|prisoner|hostage ~ in|at|with ~ home|house|him|her|flat|relationship|marriage|husband|partner
    held|kept|keeping|keeps|holding me ~ hostage|prisoner|captive|against
    {he} ~ will|would|going_to|threatened_to|threatens_to|threatening_to|tried_to|trying_to|wants_to|want_to kill|murder|stab|shoot|strangle|hurt|harm {me}
    {he} ~ will|would|going_to|threatened_to|threatens_to|threatening_to|tried_to|trying_to|wants_to kill|murder|stab|shoot|strangle|hurt|harm my|the|our {family}
    {he} wants {me} dead
    {he} ~ threatened|threatens|threatening|going to burn ~ house|flat|down
    he|she {partner}? will? kill|kills|murder|stab|shoot me
    hell|shell kill me|us
    tried|trying|threatened|threatening|threatens|wants|going|said|says ~ kill|murder|stab|strangle me|us|my
    {he} threaten|threatens|threatened|threatening me|us|her|my|to
    {he} is|was|keeps|kept|been threatening
    threaten|threatens|threatened|threatening me|us|my_life|my_kids|my_family
    death threat|threats
    threatened with a ~ knife|gun|bottle|machete|acid
    {he} ~ pulled|pulls|pull|held|holds|got|had a? knife|gun|blade|machete|bottle on|to|at|against me|us|my|her
    knife|gun to my throat|head|neck
    {he}|they is|are|have|has got a? knife|gun|machete|blade|weapon$
    {he}|they is|are|have|has got a? knife|gun|machete|blade|weapon and|out|in_his|in_her|in_the|here|again|now|help|outside|i|please|at|near|near_me
    {he}|they has|have a? knife|gun|machete|blade|weapon$
    {he}|they has|have a? knife|gun|machete|blade|weapon out|in_his|in_her|here|outside|help|please
    {he} ~ follows|following|followed|stalks|stalking|stalked|harasses|harassing|harassed|tracks|tracking|watching me
    stalk|stalks|stalking|stalked|stalker
    tracking|tracks|tracker ~ my ~ phone|car|location
    {he} ~ checks|checking|reads|reading|goes|going|took|takes|taken|smashed|smashes|hides|hid through? all? my phone|messages|bank|money|wages|benefits|keys|passport|bank_card|pip|pension
    took|taken|takes|taking|holds|holding|keeps|keeping|hid|hides my passport|wages|documents ~ away|so|off
    took|taken|takes|hides|hid my passport
    {he} ~ put|puts|got|had|has|laid|lays|raised|raises|wrapped|lifted ~ hand|hands|fist|fists on|to|around|round ~ me|neck|throat|my
    hand|hands round|around|on my throat|neck
    {he} ~ grab|grabs|grabbed|drag|drags|dragged|pin|pins|pinned|squeezed me ~ by|down|against|throat|neck|hair|arm
    {he} ~ throws|threw|throwing|chucks|chucked ~ at me|us
    {he} ~ smashes|smashed|smashing|punches|punched up? my|the|our|a house|flat|door|wall|phone|things|place
    {he} ~ spits|spat|spit on|at|in me|my
    gives|gave|given me|her a? two? black eye|eyes|bruises|bruise
    black eye|eyes from|off|because
    bruises|marks from him|her|where_he|where_she|he|she
    fear|fearing|fears|feared|scared|afraid for my|our|her|their|his life|lives|safety
    walking|walk on eggshells
    force|forces|forced|forcing|make|makes|making|made|pressure|pressured|pressuring|sold|promised me|her|my_sister|my_daughter|my_cousin|us ~ marry|marriage|married|wedding
    forced marriage
    marry|married|marriage ~ against my|her will
    honour|honor based? violence|killing|abuse
    fgm
    female genital mutilation
    cut|circumcise my|the|our daughter|sister|girl|girls
    modern? slavery|slave|slaves
    trafficked|trafficking me|us|people|here|by|person|girls|women
    been|was|were|being|human trafficked|trafficking
    cuckooed|cuckooing
    took|taken|taking over my flat|home
    blackmail|blackmails|blackmailed|blackmailing|extort|extorting me|us|my|him|her
    being|been blackmailed|exploited|extorted
    exploits|exploiting|exploited me|us
    {he} ~ hurts|hurt|hits|hit|beats ~ baby|kids|children|dog|cat
    run|ran|running|escape|escaped|escaping|flee|fled|fleeing|get|hide|hiding away? from him|her|my|an abuser|partner|husband|wife|boyfriend|ex|violence|abuse|violent?
    run|ran|running|escape|escaped|escaping|fleeing|fled|hiding away? from him|violence|abuse
    need|needs|want|in a? place? in|at? a? womens? refuge
    womens refuge
    he|she|they found out? where i live|am|stay
    he|she|they found out? my new? address
    he|she|ex knows where i live|am|stay
    he|she|ex has|got my new? address
    {he} ~ will find me
    non molestation order
    restraining order
    scared|afraid|frightened|terrified ~ to leave him|her
    he|she makes|making me feel? scared|afraid|terrified|frightened|unsafe
    {partner} hurts|hits|beats|punches|kicks$
    my pimp
    {he} ~ spends|takes|took|taking|stole|steals|keeps all? of? my ~ money|benefits|wages|bank_card|giro|pip
"""

SEXUAL_VIOLENCE: Final = """
    rape|raped|rapes|raping|rapist|rapists
    sexually assault|assaulted|assaults|abuse|abused|abuses|abusing|attacked|attack|harass|harassed|harassing|harasses|exploited|touched|violated|molested
    sexual assault|assaults|abuse|abuser|violence|harassment|exploitation|attack|attacks|predator|contact|favours|things
    sex abuse|attack|offender|assault|traffickers|trafficking|trafficked|slave
    molest|molests|molested|molesting|molester
    grope|gropes|groped|groping
    finger|fingered|fingering|fondled|fondles|fondling|flashed|flashes|violated|violates me|her|him
    feel|feels|felt|feeling me|her up
    {force} me|her|him|us|them ~ sex|sexual|touch|sexually|suck|naked|undress|strip|prostitution|porn|oral
    {force} himself|herself|themselves|themself on|onto|into me|her|him|us
    {force} {my}|me ~ clothes|legs|knickers|trousers
    {force} me into ~ bed
    he|she|husband|boyfriend|partner forced me$
    coerced|pressured|pressures|pressuring|talked ~ into sex|having_sex|sleeping|sexual|doing_sexual
    {he} touch|touches|touched|touching me
    {he} keeps|kept|was|is|has|would|tried|trying|used|started to? touch|touches|touched|touching me
    {he} ~ touch|touches|touched|touching my ~ body|breasts|breast|boobs|bum|arse|leg|legs|thigh|privates|private|vagina|penis|chest|daughter|son|kids|child|sister|brother|girl|boy
    touch|touches|touched|touching me ~ inappropriately|there|asleep|consent|sexually|privates|when_i|child|kid
    touch|touches|touched|touching inappropriately
    touched|touch me? up by|me
    hand|hands up|down|in|inside my|her skirt|trousers|pants|top|knickers|bra
    {he} ~ sex with me ~ asleep|sleep|drunk|passed|unconscious|consent|without|no|against|not|child|kid|when
    sex ~ without|against|not ~ consent|will|permission|condom|wanting|want
    sex ~ i ~ not want|consent|say_yes|agree
    sex ~ said no
    i|she|he said no ~ he|she|they|but|and ~ anyway|carried|stop|did|still|sex|not_listen
    told him|her to stop ~ he|she|but ~ not|carried|kept|anyway
    not|never want|consent|consented|agree|agreed|ask|asked to|for? have? sex
    never consented to
    not consent to|it|that|him|what
    {he} ~ took|take|taking|takes advantage of me|her|him
    taken advantage of ~ drunk|asleep|sexually|he|sleep
    {he} ~ interfere|interfered|interferes|interfering with me|us|her|him|my
    interfered with as|when|by
    {he} ~ exposed|exposes|exposing himself
    {he} ~ wank|wanking|wanked|masturbating ~ me|front|at
    {he} ~ assaulted|assaults|abused|abuses|attacked ~ sexually
    abused as a? child|kid|little|boy|girl
    abused ~ when i was ~ child|kid|little|young|boy|girl|small
    assaulted|abused|attacked|harassed sexually
    childhood sexual|sex
    incest
    paedophile|paedo|pedophile|pedo
    sex for rent|drugs|a_bed|somewhere|food|money|favours
    rent for sex|sexual
    sleep|sleeping|slept|sex with him|them|landlord|dealer|people|men|blokes|strangers ~ for a|my|the? rent|somewhere|drugs|bed|place|roof|money|gear
    made|forced me|us|her|him to? do things|stuff$
    made|forced me|us|her|him to? do things|stuff to|with|for him|them|her|men|people|his|strangers
    {force} me|us|her|him to? do ~ things|stuff i do not want|like
    {force} into prostitution
    {force} to sell|have ~ body|sex
    selling|sell|sells|sold my|her ~ body
    pimp|pimps|pimped|pimping me|her|us|out
    {he} ~ share|shares|shared|post|posted|posts|leak|leaked|sent|send|sends|sending ~ nudes|naked|intimate|private|sex|nude ~ pictures|photos|pics|videos|video|of
    leaked|shared|posted my nudes
    revenge porn
    nudes of me
    filmed|filming|recorded|recording me ~ sex|naked|shower|undressing|asleep
    film|filmed|recorded us having sex
    stealth|stealthed|stealthing me|her
    touching me
    forced me$
    tried|tries|trying it on with? me|and_forced
    sex with me ~ say|said no
    not consent$
    non consensual
    made to have|do ~ sex|sexual
    forced ~ sex|sexual
    sleep|sex with him|her|them|me ~ or
    wants|asked|asks|demands|wanted sex for|or|to_pay|instead
    dick pic|pics
    touched as|when ~ child|kid|little|young|asleep|drunk|sleeping
    hand|hands on|up|down|in|between|over my|her ~ legs|thigh|thighs|breast|breasts|boobs|bum|arse|crotch|privates|tits|knickers
    pulled|pulls|ripped|tore|took my|her ~ trousers|knickers|clothes|pants|skirt|bra down|off|up|and
    and touched|touches|touch me
    not|never say|said|saying yes to sex
    keeps|kept|keep|started|tried|used|trying to touch me
    bed|bedroom|room|night|asleep ~ touch|touched|touches|touching me
    not stop when|after|though|until ~ i said|told|asked|begged|cried
    {force} me|her|us to? sleep with
    films|filmed|filming|photographed|pictures|photos of? me|her naked|undressing|having_sex|in_the_shower
    naked|nude|intimate pics|pictures|photos|videos of me
    my|her naked|nude|intimate pics|pictures|photos|videos
    pay|paying|paid|pays with|in|by sex|sexual|having_sex
    sex instead of rent|money
    got|gets|getting me|her drunk|high|wasted|stoned ~ sex|bed|slept|top
    rubbed|rubs|rubbing himself|up|it against|on|off|all_over ~ me|her
    {he} ~ grab|grabs|grabbed|grabbing|squeezed my|her breast|breasts|boob|boobs|bum|arse|crotch|tits|vagina|privates
    took|takes|taking the condom off
    took|takes|taking off the condom
    woke|wake|waking up ~ on_top|inside_me|naked|clothes_off|him_on|trousers_down|no_clothes
    wake|woke|waking up and|to ~ touching|on_top|naked
    inside me without|when|and
    date raped
    gang raped
    upskirt|upskirted|upskirting
"""
