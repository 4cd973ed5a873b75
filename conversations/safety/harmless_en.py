"""English idioms that explain a danger phrase away when it ends inside them (see `danger.py`).

Each must be something nobody says in danger. In doubt leave it out: a wrong card costs a second.
"""

from typing import Final

HARMLESS: Final = """
    kill|killing|killed|kills|died|die|dying {self}? laughing
    kill|killing|killed {self} with laughter
    kill|killing {self} over|for nothing|work|this|that|it
    kill|kills|killed|killing off|two|the|time|an|this agenda|birds|time|item|hour|mood|vibe|weeds|lights|engine|music|germs|plant
    die|dies|died|dying|death|dead of|from|with laughter|laughing|embarrassment|boredom|shame|thirst|hunger|heat|curiosity|cold|fright|shock|excitement|happiness|cringe
    die|dying|dead laughing
    to die for
    am|is|are dying for|to a|the|some|my|see|know|hear|meet|try|go|get|tell|find|ask|eat|have|do|start|come|watch
    am|is dying here|over
    battery|phone|laptop|plant|plants|signal|tree|grass|flowers|internet|wifi|car is|are dying|dead|going_to_die|will_die
    going_to|will|might|may|could|would die down|out|off
    die on this|that|the hill
    suicide squad
    suicide prevention training|course|awareness|day|workshop|group|session|week|strategy|plan|worker|charity|team
    suicide awareness
    career|political|social|commercial|financial suicide
    overdose awareness|training|prevention|session|workshop|kit
    naloxone ~ overdose
    overdosed|overdose|overdosing|od on|of ~ {treat}
    overdosed us
    took|taken|taking|eaten|ate|drank|drunk way|far? too many|much ~ {treat}|{thing}
    taken|took|taking too many|much of|on|out|up|from|away|for_granted
    taken|took|taking|drank too much of my|the|our|their time|day|week
    swallowed|ate|eaten|had|took|taken|popped all|loads|lots|many|much|every ~ {treat}
    swallowed|ate|eaten|had|took|taken the? whole? lot to|of|back|home|from
    jump|jumping|jumped on|onto|into|in|to|at|for|the|ship|through|straight|back|ahead|over|around|a|rope|queue|about|with|between|across|right|forward|higher|up|hurdles
    jump|jumping|jumped off|from the|this|that|my|a call|zoom|meeting|train|tube|bus|bike|chair|sofa|stage|one|bed|wall|trampoline|diving_board
    jump|jumping|jumped out of a|the|my plane|cake|chair|bed|skin|aeroplane|box|way|shower|bath
    walk|walking|walked|step|stepping out of|off the? building ~ fresh|air|lunch|smoke|fire|drill
    threw|throw|throwing|throws {self} into it|work|the_work|the_project|my|a|volunteering|gardening|running|music|learning|study|cooking|everything|life|things
    shoot|shot|shooting {self} in the foot
    shot|shots in|of|for the|a|my arm|dark|coffee|espresso|flu
    been|got|getting|get|was|were shot|shots of|down|at|by_a_photographer|on|in_black
    top|topping|topped {self} up
    off {self} to
    strung|string|finish|finished|finishing {self} up|off a|some|the|my|with_a|guitar
    drown|drowning|drowned {self}? in paperwork|work|forms|emails|admin|washing|tea|nappies|boxes
    end it|things|this there|here|at|by|on|early|with_a|well|with_the|with_some|with_tea|before|now_as|now_because|now_before|now_so|now_and|today_at|today_by|nicely|properly|in_time
    ended|ending|end|ends it|things|this there|here|at|by|on|early|with|well|before|in
    take|taking|took|taken my|his|her|their|your life back|into|in|one|forward|story|skills|savings|seriously|experience|experiences
    live on the|my|a|benefits|universal|your|one
    live in|there|here|near|next|at|by|alone|somewhere|off|under|above|below|together|outside|abroad|upstairs|downstairs|opposite|close|far|up|out|around|where|too_far|in_a|with_other|with_strangers|with_people|with_my|with_a|with_students|with_mates|in_the|streaming|music|video|to_a|chat
    wake|waking up early|at|before|late|for|every|too_early|to_an_alarm|to_the_alarm|to_noise|to_drilling|in_time|this_early|that_early|so_early|the|my|him|her|anyone|everyone
    be|is|stay|are|still? alive and? kicking|with
    not want|have to carry on with the|my|our|this_course|that|a|it_if
    go|going|carry|carrying|keep on camera|stage|tv|medication|universal_credit|record|benefits|my_own_to|a_waiting|the|a|about|to|my|holiday|zoom|monday|mondays|tuesday|tuesdays|wednesday|thursday|friday|saturday|sunday|trip|trips|that|our|your|with_the|with_my|with_our|with_this_course|with_that|holidays|line|telegram|whatsapp|facebook|teams|stage|it_because|working|training|studying|renting|paying|meeting|volunteering|using|talking|without_the|without_funding|without_a|if_you|as_a|forever_about
    live|die off|down|out
    cope|coping with ~ app|zoom|stairs|forms|form|heat|noise|crowds|crowd|emails|weather|lift|hill|walk|spice|numbers|cold|demand|spreadsheet|software|travel|mornings|jargon|computer|website|change|crutches|english|maths|spelling|timetable|reading|small_print|paperwork|hills|rules|password|passwords|process|timetable
    cope|coping|struggle|struggling without coffee|tea|the_lift|my_glasses
    take|handle|bear|stand|face|have|do|fit any? more people|bookings|members|names|time|notes|questions|cake|tea|food|on|meetings|emails|forms|new|volunteers|referrals|pudding|biscuits|spoilers|adverts|rain
    can|could not do|take|handle|face|manage it|this|any any? monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|morning|afternoon|evening|time|way|date|on|next|at|by|before|until|without_the|without_a|because|if|form|one|bit|part|exercise|online|quiz|crossword|puzzle|job_on
    can|could not take|face|handle|bear it|this|another away|out|off|back|home|for|to|with|seriously|from|email|form|meeting|powerpoint|curry|biscuit|slice
    can|could not do|stand|take|bear|face|handle|manage tuesdays|mondays|wednesdays|thursdays|fridays|mornings|evenings|weekends|him|her|them
    give|giving|gave|given up smoking|fags|cigarettes|vaping|drinking|drink|alcohol|booze|sugar|meat|chocolate|coffee|caffeine|bread|the|my|our|a|on_the|on_that|on_trying|gambling|gluten|dairy|weed|cake|crisps|takeaways|seat|seats|football|work|two|one|some|an|half|time|places|spare|tea|for_lent
    give|gives|giving|gave|given up on|with this|that|the|these|those form|forms|website|site|app|page|phone|game|puzzle|crossword|recipe|computer|laptop|printer|jar|course|quiz|level|password|link|bus|call|queue|pile|knot|lid|shelf|book|film|email|booking|map|timetable|login|screen|button|machine|lift|exercise
    {can_not} breathe in that room|hall|office|kitchen|bus|lift|place|class|train|tube|changing_room|waiting_room|meeting
    {can_not} breathe in|inside this|the|our|here room|hall|office|kitchen|bus|lift|place|class|train|tube|meeting? ~ stuffy|hot|smelly|packed|crowded|warm|muggy|dusty
    it|that|this|song|news|film|smell|tune|music|line hits|hit me|us every|each time
    hurt|hurting|harm ~ feelings
    {to_kill} him|her|them|you|someone|everyone at|with {game}|kindness|cake
    ending it tonight with|by|on a|the song|quiz|raffle|disco|dance|film|meal|curry|buffet|prayer|round|high|early
    knife and fork|spoon|chopping
    has|have|got a knife and fork|spoon
    lost|lose|losing the will to live in|during|listening|waiting|on_hold|by|when|with|at|sitting|reading|filling|queuing
    had|have enough of the|them|that|those|these|food|time|to|cake|sandwiches|him_on_the_telly|winter|rain|mondays|adverts|people_talking|chairs|money|notice|zoom|meetings|forms|paperwork|emails|powerpoint|this_weather|it_raining
    had|have enough to|for|time|food|chairs|money|notice|tea|cake|people|sandwiches|information|space|coffee|warning|sleep
    sick|tired|fed_up|bored|exhausted|done of|with|by everything being|on_the_agenda|on_the_menu
    sick|tired|done|fed_up of|with it|this all? raining|weather|being_cancelled|taking|being_late
    done with it|this|everything already|by|on|and_sent
    hurt|hurting|cut|burn|burned|burnt|bruised|scratched|hit|injured|harm|cutting|punched {self} playing|at|shaving|on_the|on_a|chopping|slicing|cooking|lifting|moving|running|gardening|in_the_kitchen|in_the_garden|with_the|falling|climbing|training|ironing|opening|carrying|putting|doing_the|by_accident|on_my_bike|making|skating|dancing|in_the_gym|stretching|while_cooking|while_shaving|peeling
    cut|cutting {self} off|out|a|some|short|free|loose|from
    cut|cutting|cuts my|his|her|our hair|nails|grass|hours|benefits|money|fingernails|arms_down|budget|finger
    cutting again the|this|in|from
    council|government|they|nhs|ministers|trust is|are|keeps|keep? cutting again?
    beaten to the|it|a|last
    not want it|this|the_group|the_course to end|stop|be_over|finish
    living in|on|next|near|opposite|above|below|by|there|here|out|off|so_far
    numb from|with the? cold
    shoot|shot|shooting me an|a|the
    mugged off by?
    go|going|carry|carrying on past|until
    threatened|threatening|threatens me|us|them with closure|eviction|legal|sanction|sanctions|court|redundancy|a_fine|bailiffs
    followed|follows|following me on instagram|insta|tiktok|twitter|facebook|x|here
    find me a|an|some|another
    trapped ~ flat|home|house ~ lift|stairs|snow|delivery
    touched|touches me on the|my shoulder|arm|hand
    be dead good|easy|quiet|chuffed|late|busy|useful|nice|simple|handy|proud|slow|tired|interesting|boring|hard|long|on|certain|sure|set|against|loud|happy|grateful|funny|posh
    battery|phone|laptop|line|signal|plant|plants|internet|wifi|it|mic ~ be dead
    live on this road|street|estate|floor|side
    need|want out of
    sorry for everything being
    choked me up
    battered by the wind|weather|storm|rain
    disappear|vanish into|down|from|at|early|for|in
    no|lost|lose|losing hope of parking|getting|finding|winning|a|the|seeing
    trapped in|by|between a|the lift|door|doors|traffic|queue|meeting
    breathe ~ mask|nose
    burn|burnt|burned|burning|starve|starving my|his|her arm|arms|legs|skin in_the_sun|on_the_oven|on_holiday|on_a_pan|on_the_iron
    harm|hurt {self} to ask|try
    hate my|his|her life jacket|story|drawing
    burden|weight on|to ~ council|budget|taxpayer|taxpayers|services|nhs|shelf|trolley|charity|system
    useless|hopeless|broken|rubbish at|with maths|computers|names|cooking|spelling|directions|technology|dates|phones|it|tech|numbers|football|drawing|remembering|singing|dancing|bowling|pool|cards|zoom|mornings|baking|goodbyes
    am|feel|is hopeless|useless|rubbish|worthless at|with|on
    i am done for|with|so|thanks|thank|here|eating|on|filling
    no|only way out|option of|left|from|is|was|at the? car_park|building|market|room|maze|through_the_back|tuesday|thursday|friday|monday|wednesday|station|by_the|round_the_back|centre|estate|escape_room
    nobody|nothing cares|care about the|our|this|football|that|my_opinion_on_biscuits
    nobody cares what you|they
    nobody would? miss|misses the
    want|wants|wanted|wish i|he|she|to|it could? disappear|vanish|stop|end|be_over into|down|on|at|by|early|from|in_time|before|raining|snowing|with|so|smoking|drinking|for|using
    want|wish|wanted it|this to? be over|finished|end|stop by|before|in|early|at|quickly_so|on_time
    wish it would stop raining|snowing|beeping
    make it|this all? stop raining|beeping|crashing|sending|freezing|buffering
    kill|murder me with_kindness|over_the_biscuits
    nan|boss|gran|manager|coach|teacher|trainer|neighbours|grandma will|would|going_to|is_going_to|going kill|murder me
    this|that|it|feet|shoes|back|knees|knee|heels|hills|stairs|bus|heat|legs|hangover|diet|suspense is|are|was|were killing me
    phone|battery|laptop|tablet|plants|plant|car|it|wifi|herbs|seedlings|goldfish|they|jokes will|going_to|might|is_going_to|are_going_to die
    will|going_to|might|could|would die if|without|of|laughing|on|alone_with
    be over soon|by|before|then
    it|this|meeting|winter|summer|course|rain will soon be over
    say|saying|said our|goodbye|goodbyes to|properly|after|at|before_the
    goodbye|farewell everyone|everybody see|and_thank|thanks|have|until|till
    do|doing something|anything bad|silly|stupid like|with_the|to_the|for_red_nose|for_charity
    scared|worried|afraid|frightened of|about? what i could|might|may|will do to|with_the|wrong_on
    end of ~ rope ladder
    breaking|broken|falling|coming|broke apart|down|up on|at|with|the|in_the|into|for|because_of_the|on_the
    rock bottom prices
    dark thoughts on
    horrible|bad place to|for
    dark place to|for|under
    hear|hearing|heard ~ voices ~ heard|singing|in_the_meeting|on_the_line|at_the_table|upstairs|next_door|through|of|in_the_choir|from|on_the_radio|in_decisions|at_the
    crisis team meeting|leaflet|phone|visit_our|came_to_talk
    in a? crisis meeting|cafe
    having|had a breakdown of|on_the|cover|in_the
    why am|should i still_here|bother|carry_on|still? in|on|at|with|the|when|here
    can|could not breathe|breath for|from laughing|laughter|through_my_nose|with_a_cold
    not|never wake up early|on
    took|taken my|our|the breath
    struggling|struggle|hard|hardly|barely|difficult to breathe with_a_cold|in_the_heat_of
    bleed|bleeding ~ radiator|radiators|brakes|edge|heart|obvious|cheek|pipes
    choking on|with laughter|a_crisp|my_tea|dust
    nearly|almost had|have|having|gave a|me_a heart attack
    having|had|have|has a fit|stroke about|when|over|of_luck|of_genius|at|if|because|of_the_giggles
    stroke of luck|genius
    blacked out the|my|our|a windows|window|room
    passed out leaflets|flyers|forms|copies|papers|the|some|sheets|cakes|questionnaires|biscuits
    not responding to emails|messages|my|our|the|email|calls|texts
    phone|app|laptop|computer|screen|council|page|website|site|it|tablet|landlord is|are|was|has not responding|responded
    laptop|phone|computer|screen|tablet|tv|telly will not wake|wake_up
    shed|tent|shelf|roof|deal|talks|table|marquee|chair|bed|gazebo collapsed
    stabbed|stab|knife|knifed in|me_in the back
    stab|stabbing at it
    stabbed|shot me|him|her|them a_glance|a_look|an_email|a_message|a_text
    shot my|his|her video|film|photo|photos|own_film|goal
    run|ran|running|runs over by|to|time|and|the|into|budget|schedule|because|again
    hit|run|knocked by|over|down by? a|the train|bus strike|strikes|delay|delays|fares
    hit|hits|hitting|beat|beats|beating me|us|him|her|them|someone at {game}
    hit|hits|hitting|beat|beats|beating me|us|him|her|them|someone up_on|up_with|with|to_it|to_the|by|in_the|in_a|in_an|on|hands|fair|three|two|one|easily|like_a_ton|that|for_six|yesterday_at|back_on|for_a|again_at|up_about|out_of_the_park
    hit|hits me|us hard|when|again_when
    hits|hit|beats the|a|them
    kick|kicks|kicked|kicking me|us|him|her|them out|off
    push|pushes|pushed|pushing me|us|him|her|them to|towards|forward|back|into_applying|into_trying|up_the|around_the|along|further|in_my_wheelchair|on_the_swing|in_the_wheelchair
    hurt|hurts|hurting me|him|her|them to say|see|to|laughing
    attack|attacks|attacked|attacking us|him|them ~ football|wing|penalty|half|goal
    burn|burns|burned|burnt|burning me|us|him|her|them a cd|copy|disc
    bites|bit|biting me|us|him|her|them on_the_bum
    abuse|abuses|abused my|the|our parking|trust|position|system|lift
    knocked|beat|slapped|pushed me|us|him|her sideways|for_six|into_third|into_second
    domestic abuse|violence training|course|awareness|worker|workers|service|services|team|policy|workshop|session|talk|leaflet|leaflets|group_is|conference|week|strategy|bill|act|charity|charities|organisation|bid|lead|forum|partnership
    sexual assault|abuse|violence|harassment|exploitation training|course|awareness|policy|policies|workshop|session|week|strategy
    sexually ~ transmitted
    emotional|coercive|mental|financial|physical abuse|control training|course|awareness|workshop|session
    modern slavery training|course|awareness|statement|policy|act|workshop
    forced marriage training|awareness|course|unit
    scared|afraid|terrified|frightened of him|her|them finding|asking|telling|laughing|winning|dog|driving|cooking|singing|spiders|cat|scoring|forgetting
    scared|afraid|terrified|frightened of my own_shadow|exam|exams|driving|interview|test|assessment
    gate|door|app|site|system|page|form|website|zoom|phone|it|bot|browser|jobcentre|screen|link|traffic|weather|seatbelt|telegram|machine|doors|thing will_not|do_not|would_not let|lets me leave|out
    let|lets me|us|her|him leave ~ early|message|comment|review|voicemail|bag|coat|bike|feedback|note|stuff|tip|key|keys|deposit|blank
    let|lets me|us|her|him know|have_a_go|help|speak_first|finish|get_a_word|pay|off_with|win|use_the_good|borrow|choose|cook|near_the|in_because|in_without|book|explain|down|in_the_kitchen
    lock|locked|locking|locks me|us out|out_of
    stop|stops|stopped|stopping me|us from? going|talking|working|eating ~ chat|say|ask|street|cake
    check|checks|checked|checking my phone number|contract|bill|is
    takes|took|taken|taking|reads|reading my|the|our phone|bank|money number|details|down
    took|taken|takes my passport photo|photos|details|copy|number|to_the
    he|she|they|man|guy|worker|someone|bloke held|had|got|pulled a knife|bottle on|to|at the
    force|forced|forces|forcing|make|makes|made|making me|us feel|sit|wait|a|laugh|smile|welcome|think|redundant|do_a
    force|forced|made|make|makes|making me touch type|the
    made|make|making|makes me ~ sex education
    walking on eggshells ~ recipe|kitchen
    death threat|threats to|against the? king
    rape field|fields|oil|plant|seed|alarm|alarms|crisis_centre_job|crops|crop|flowers
    oil|oilseed seed? rape
    song|words|story|kindness|speech|poem|gesture|card|film|message|talk|music|letter touched me
    touch|touched|touches|touching me that|deeply|with_his_words|with_her_words|with_kindness|how|to_hear|for_a_tenner|for_money|up_for
    touch|touching up paint|the|my_makeup|paintwork
    touched|touch me? up by a|the photographer
    feel|feels|feeling|felt me|her|him up to
    flash|flashed|flashes me|him|her a smile|his_headlights|the_card|their_badge|his_badge|her_badge
    took|taken advantage of me being
    do|does|did not consent to it being|that being
    took|takes|taking|removed off the lid
    top|film|filmed|recorded me ~ interview|choir|talk|speaking
    sell|selling|sold|sells my|her body lotion|butter|board|warmer|scrub|armour
    pimp|pimped|pimping my ride
    {he} pimped out
    stalk|stalks|stalked|stalker|stalking the|celery|broccoli|on_linkedin|my_own
    traffic|trafficked trafficking
    tracker|tracking my parcel|order|steps|phone_steps|run
    hide|hid|hiding|running|run|escape|escaping|ran|get|fled|flee from|away_from the|him_at|him_in|her_at|her_in|my_emails|my_desk
    restraining order of
    call|ring|phone|dial 999|112 training|operators|calls
    ambulance service|station|driver|crew|job|course|volunteer|came|training|cadet|chaser
    dead|numb inside the
    empty inside the|it|and_needs
    feel|feels|feeling|felt|my feet numb
    my arms|legs|hands|feet are|is|feel|went numb
    i feel invisible to|on
    losing my mind over_this_form
    end ~ life|lives lease|insurance|cycle|membership|support|care
    my|his|her|their end of life
    life drawing
    dream|dreams|dreamt|dreaming|thinking|think|thought|thoughts about|of death in_paradise|star|metal|valley|by_powerpoint|taxes
    death in paradise
    plan|planning|planned|plans the|my|his|her funeral flowers_for|of|for
    way|ways|how to die in_the_game|on_level|in_minecraft|in_this_game
    rather die than eat|watch|support|do_karaoke|wear|sing
    drop dead gorgeous|fred
"""

NOT_YET: Final = """
    {intend} hurt|hurting|cut|cutting|burn|burning|harm|harming|injure|stab {self} ~ bad|badly|deep|deeply
    {intend} overdose|overdosing|od
    {intend} take|taking|have|having an? overdose|od
    {plan} take|taking|swallow|swallowing|neck|necking {whole}|{many} ~ {pills}
    {intend} take|taking|swallow|swallowing too many|much
    thinking|thoughts|think|thought about|of an? overdose|overdosing
"""
