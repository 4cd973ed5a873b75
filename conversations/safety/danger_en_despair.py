"""English phrases that may mean it: despair, hurting oneself, and hurting somebody else.

Harm to others ("I'm going to kill him") has no tier of its own in DOMAIN.md. It is put here: the card of this tier names
people to talk to at any hour, and 999 for danger, and accuses nobody. Whoever says it in anger is as often afraid of it.

Written by structure rather than as whole sentences, so that person, tense and swearing do not matter. The notation is
that of `phrases.py`, the sets in braces are in `words_en.py`. Grow these with members, test files first.
"""

from typing import Final

MAY_MEAN_IT: Final = """
    {can_not} go|carry|keep on|going
    i cut again
    not see a|any|my|the way forward|out|through
    {can_not} keep doing|living|trying|fighting|pretending
    hate who|what|the|how person? i am|have|am
    {can_not} get through today|tonight|another|the_day|the_night|this|life|it
    it|this is all too much
    everything|life is|feels too much
    hurting|harming|scratching|burning my|his|her arms|arm|legs|leg|body|wrists|skin
    {intend} cutting$
    {wish}|need|needs to cut$
    {wish}|need|needs to cut so|again|tonight|but|and|because
    {wish} {who} do not exist
    nobody would|will notice|care if|when i|we
    nobody would|will care|notice$
    going to break|snap|explode|collapse|crack|lose_it$
    i am so done$
    i want|need out$
    see you all? on the other side
    sorry for everything
    love you all goodbye
    when|after|once i am gone|dead
    need|should|get|to be? sectioned
    depression|loneliness|grief|guilt|addiction|ptsd|anxiety is killing me
    make|making|made {self} sick|throw_up|vomit
    pointless existence|life
    {can_not} take|handle|bear|stand|cope_with much more
    had it with life|everything|living|this_world
    thoughts ~ dark|darker|scary|horrible
    happier|fine without me
    {wish} to ~ disappear|vanish
    not know|think|sure ~ can|how|will ~ carry|go|keep on|going
    much more i|he|she can take|cope|handle|bear
    much more of this i|he|she can take|cope
    i have get|got? nothing left$
    nobody wants|loves|needs|likes me
    feel|am|is like? a waste of space|oxygen|air
    scratching|scratched my|his|her arms|legs|skin
    no future$
    {wish} it|everything|this ~ stop|end|over|finished
    feel|feeling|felt ~ hopeless|worthless|suicidal
    not ~ make it through the|this|another? night|day|week|morning
    am|feel|being no good|use to anyone|anybody|nobody|them|you
    if i died|die|was_dead
    {can_not} continue living|like_this|any_more|any_longer
    {can_not} do|take|handle|manage|bear|stand|face|deal_with this|it|life|living|things|myself any? more|longer
    {can_not} take|handle|bear|stand|face any? more
    {can_not} take|handle|bear|face it|this|life|living|tomorrow|another_day
    i can not do this|life$
    {can_not} do life
    {can_not} face|bear waking|living|being_alive|another_night|the_day|today|going_on
    {can_not} live like|with|without this|that|him|her|it|pain|the_pain|myself
    {can_not} cope|coping
    not|barely|hardly|struggling|struggle|struggles to? cope|coping
    not see a|any|my future
    {can_not} see a|any|the|my|no way_out|way_through|future|light|point|way_forward
    {can_not} keep myself|me|himself|herself safe
    {can_not} be bothered|arsed ~ life|living
    not want to? carry on
    not want to? go on$
    not want to? go on like_this|living|any_more|any_longer|with_this|with_life|with_it|without_him|without_her
    not want to? keep going
    not want to? be here|around any? more|longer|tomorrow
    not want to? continue living|any_more|like_this
    not want to? be around|on_this_earth|in_this_world|on_this_planet
    i do not want to be here$
    not want this life
    not want to? live|be like this
    not want to? live with|without|in this_pain|pain|the_pain|myself|this_world|this_feeling|him|her
    not feel like carrying|going on
    no point any_more|any_longer|no_more|left|to_me|to_life|to_anything
    no|any|the|much|zero point|reason|sense in|to|of? living|life|going_on|carrying_on|trying|anything|me|carry_on|go_on|keep_going|getting_up|being_here|it_all|existing
    no point to|in? my? life
    no point$
    see no point$
    not see the? point$
    no reason to|for? go|carry|keep|get on|going|up
    ^what is the point$
    what is? the? point in|of? any_more|trying_any_more|anything|going_on|carrying_on|me|it_all|getting_up|life|all_of_it|everything
    give|gives|giving|gave|given up on? life|living|hope|everything|myself|himself|herself|completely|altogether|it_all
    {wish} to? give up
    feel|feels like giving up
    ready to give up
    going_to|about_to give up
    i|he|she have|has given up
    i give up
    lost|losing|no|lose|loses the|my|his|her|all? will|reason to|for? live|living|carry_on|go_on|life
    hurt|hurts|hurting|harm|harms|harming|harmed|injure|injuring|injured|burn|burning|burned|burnt|punish|punishing {self}
    cut|cuts|cutting|scratch|scratching|bruise|bruising|starve|starving|starved|punching|hitting|hit|punch|punched|punches|cuts|burns {self}
    self harm|harms|harming|harmed|harmer|injury|injure|injuring|hate|hatred|loathing
    cutting again|more
    cutting my|his|her arms|arm|legs|leg|thighs|thigh|skin|stomach
    cut|burned|burnt|burning|slashed|slashing my|his|her arms|legs|thighs|thigh|skin
    been|relapsed|relapse|stop|stopped|started|keep cutting$
    relapsed and|with|on? cut|cutting|harming|burning
    gone|went|back|going to cutting
    urge|urges|thoughts to|of|for? cut|hurt|harm|harming|hurting|cutting|burn
    had|have enough of|with life|living|everything|myself|it_all|being_alive|this_life|my_life|this_world
    ^i have had enough$
    ^had enough$
    ^have had enough$
    ^i have had enough of it|this|everything|all_this$
    had all|as_much as? i can take
    sick|tired|done|exhausted|fed_up of|with|by life|living|everything|existing|being_alive|this_life|my_life|this_world|it_all
    sick|tired|done|fed_up of|with being me|alive|in_pain|in_this_world|a_burden
    tired|exhausted of|from fighting|trying|struggling|hurting|surviving
    too? tired to go_on|carry_on|live|fight|keep_going
    nothing left for_me|to_give|in_me|inside|to_lose
    hate|hates|hating|hated my ~ life
    hate|hates|hating|hated myself|himself|herself|being_me|living|being_alive|waking
    feel|feels|felt|feeling a? bit|so|completely? worthless|hopeless|suicidal|trapped|broken|unlovable|like_nothing|like_a_failure|like_rubbish
    am|is worthless|unlovable
    life is|feels|seems worthless|hopeless|pointless|meaningless|unbearable|empty|hell|shit|a_mess
    all|everything|it|future is|feels|seems|looks all? hopeless|pointless|meaningless|unbearable
    i am nothing|broken|useless|drowning|hopeless|a_failure|a_waste_of_space
    i feel empty|numb|nothing|invisible
    ^i feel dead$
    feel|feeling|felt like death
    dead|dying|empty|broken|numb inside
    burden to|on ~ everyone|everybody|family|kids|people|them|others|you|him|her|mum|friends|all|world|me
    am|feel|feeling|being|become|be like|such? a? burden
    no|lost|losing|without|lose|giving_up|given_up all? hope
    no|any future for_me|left|any_more
    i have no future|hope
    no way out$
    no way out of this|it
    only way out
    only option left
    no other way out
    nobody would|will? miss|misses me
    anyone|anybody|who would|will ever? miss me
    nobody cares|care about|for? me
    nobody cares|care if|whether|what i
    nobody cares$
    {wish} to|i|could|would|can? to|could|can|would? disappear|vanish|be_gone
    {intend} disappear|vanish
    {wish} i can|could fade|sleep_forever|go_away|fade_away
    {wish} to? sleep forever|for_ever|and_not|and_never
    sleep forever|for_ever
    {wish} {who} was|were|am|had|have not|never ~ born|existed|here|alive
    never|not have? been born
    not have been born
    should not exist|be_here|be_alive|have_been_born
    {wish} it|this|everything|the_pain|this_pain|the_thoughts|the_voices|my_life|this_feeling all? to|would|could be? stop|end|over|go_away|finished
    make|making it|the_pain|voices|the_voices|the_thoughts all? stop|go_away
    {wish} out of this? life|world|body|existence
    put me out of my misery
    kill|shoot|murder|finish me
    someone|somebody kill|shoot me
    {will} die|end_up_dead|be_dead
    {intend} die
    not scared|afraid|frightened of|to die|dying|death
    not|never make it through|to the|this|another? night|day|week|morning
    not be|am here|around much|for_much longer|long
    not be here|around in_the_morning|any_more|for_christmas|this_time_next
    soon be gone|over|dead
    i will be gone|dead soon|by
    not have|need to? worry|bother|deal about|with me any? more|longer|soon
    say|saying|said my|his|her goodbyes|goodbye
    goodbye|farewell world|cruel_world|forever|for_ever|for_good|everyone_sorry
    this is goodbye|my_last_day|my_last_night|my_last_message|the_end_for_me
    {will} do|doing something|summat|anything stupid|silly|bad|terrible|drastic
    scared|worried|afraid|frightened|in_case ~ do something|anything stupid|silly|bad|terrible|drastic
    what i|he|she will|might|may|could do to {self}
    scared|afraid|frightened|worried|terrified of|about? what i might|will|could|may do
    scared|afraid|frightened of myself
    something bad|terrible|awful to {self}
    not|never feel|feeling safe$
    ^i am not safe$
    not feel|feeling? safe tonight|right_now|alone|on_my_own|with_my_thoughts|in_my_head|being_alone
    end of my|his|her? tether|rope
    at|reached|reaching|near|past|hit|hitting my? breaking_point
    rock bottom
    i|he|she am|is breaking|broken down|apart
    i|life|he|she|world|everything am|is|are? falling|coming|cracking apart|to_pieces
    i am going under$
    i am cracking up
    losing my mind
    dark|darkest|darker|horrible|intrusive|scary|disturbing|racing thoughts
    dark|bad|horrible|terrible|low place ~ head|mentally|mind|right_now|at_the_moment|again
    in|to a? so? dark place
    dark thought
    bad thoughts
    voices ~ tell|tells|telling|say|says|saying ~ hurt|harm|things|do
    hear|hearing|heard the? voices
    voices in my|his|her head
    in|so|too much pain inside|emotionally|mentally|to_live|i_want
    crisis team
    in|having a? mental? crisis
    mental breakdown
    having|had|heading ~ breakdown
    hate|tired|dread|dreading of? waking up
    why am i alive|still_here|still_alive|even_alive
    why should i carry_on|keep_going|go_on|live
    end it|this tonight|now|today
    {can_not} see it|this|things|life|anything getting|ever|get better
    i am|have|keep|do? {intend} {to_kill} him|her|them|you|someone|somebody|people|everyone|everybody|others
    i am|have|keep|do? {intend} {to_kill} my|that|this|the {family}|{partner}|man|woman|bloke|guy|neighbour|landlord
    ^{intend} {to_kill} him|her|them|you|someone|somebody|people|everyone|everybody|others
    could hurt|harm|stab|kill someone|somebody|people
    urge|urges|thoughts to|of|about {to_kill} him|her|them|you|someone|somebody|people|everyone|others
    not deserve to? live|life|be_here|be_alive|to_be_alive
    my|his|her life is|may_as_well_be|might_as_well_be over|ruined|finished
"""
