-- Everything that Alongside keeps; of what is sealed, only the sealed bytes (box). Times are UTC seconds, days are local ISO dates.

-- An id of a member or a letter is given once: what is on its way while somebody leaves is never taken for another's.
create table member (
    id          integer primary key autoincrement,
    role        text    not null default 'member' check (role in ('member', 'staff', 'representative', 'coordinator')),
    name        text    not null default '',
    language    text    not null default 'en',
    quiet       integer not null default 0,
    quiet_word  text    not null default 'open',
    sight       text    not null default 'me' check (sight in ('me', 'worker', 'ask')),
    on_duty     integer not null default 0,
    worker      integer not null default 0,
    joined_at   integer not null
) strict;

-- Where a member can be reached. An unreachable address (blocked, deleted) gets nothing until the person writes again.
create table address (
    channel     text    not null,
    address     text    not null,
    member_id   integer not null references member (id) on delete cascade,
    reachable   integer not null default 1,
    primary key (channel, address)
) strict, without rowid;
create index address_of_member on address (member_id);

-- How many news items a week its members get at most: a representative can lower it at once, and nothing raises it here.
create table "group" (
    id          integer primary key,
    name        text    not null unique,
    news_a_week integer not null default 2 check (news_a_week between 0 and 2)
) strict;

create table membership (
    member_id   integer not null references member (id) on delete cascade,
    group_id    integer not null references "group" (id) on delete cascade,
    primary key (member_id, group_id)
) strict, without rowid;
create index membership_of_group on membership (group_id);

-- The answer to each layer of consent in force, with the version of the words that were agreed to.
create table consent (
    member_id   integer not null references member (id) on delete cascade,
    layer       text    not null,
    yes         integer not null,
    wording     text    not null,
    at          integer not null,
    primary key (member_id, layer)
) strict, without rowid;

-- What a member agreed to hear, and where they stand with it. `plan` is conversations.pace.Pace as JSON; the columns
-- beside it are what is looked up by: nothing else is.
create table pace (
    member_id   integer primary key references member (id) on delete cascade,
    state       text    not null check (state in ('active', 'resting', 'paused', 'stopped', 'held')),
    plan        text    not null,
    look_at     integer
) strict;
create index pace_due on pace (look_at) where look_at is not null;

-- A member's place in each flow, the open one deepest.
create table session (
    member_id   integer not null references member (id) on delete cascade,
    depth       integer not null,
    state       text    not null,
    touched_at  integer not null,
    primary key (member_id, depth)
) strict, without rowid;
create index session_age on session (touched_at);

-- One finished questionnaire, and its answers by question id: a new question needs no migration.
create table response (
    id            integer primary key,
    member_id     integer not null references member (id) on delete cascade,
    questionnaire text    not null,
    version       integer not null,
    sight         text    not null check (sight in ('me', 'worker')),
    at            integer not null
) strict;
create index response_of_member on response (member_id, questionnaire, at);

create table answer (
    response_id integer not null references response (id) on delete cascade,
    question    text    not null,
    value       text    not null,
    primary key (response_id, question)
) strict, without rowid;

-- The outbox. A reply is ready at once; whatever would start a chat waits until the gate lets it go (`sent_at` is set
-- then, so that the limits count it from that moment). A letter's words are dropped once it is settled. What a member asked
-- to have passed on is about that member: it goes with them, wherever it waits. `answers`: when the reader wrote or did what
-- a person's words answer, for so many answers to one message and no more.
create table letter (
    id          integer primary key autoincrement,
    member_id   integer references member (id) on delete cascade,
    channel     text    not null,
    address     text    not null,
    lane        integer not null check (lane between 0 and 3),
    class       text    not null check (class in ('reply', 'urgent', 'asked', 'ordinary')),
    kind        text    not null,
    state       text    not null check (state in ('waiting', 'ready', 'sending', 'sent', 'failed', 'dropped')),
    body        text,
    item        text,
    made_at     integer not null,
    due_at      integer not null,
    ends_at     integer,
    tries       integer not null default 0,
    sent_at     integer,
    about_member integer references member (id) on delete cascade,
    answers     integer
) strict;
create index letter_ready on letter (channel, lane, due_at, id) where state = 'ready';
create index letter_sending on letter (id) where state = 'sending';
create index letter_about on letter (about_member) where about_member is not null;
create index letter_on_its_way on letter (channel, address, id) where state in ('ready', 'sending');
create index letter_of_member on letter (member_id, sent_at) where class <> 'reply';
create index letter_reply_of_member on letter (member_id) where class = 'reply' and state in ('ready', 'sending');
create index letter_of_item on letter (item) where item is not null;
create index letter_settled on letter (made_at) where state in ('sent', 'failed', 'dropped');

-- Which messages stand in a member's chat, so that "Clear these messages" can clear them. Both sides. Those that `opens`
-- a chat are taken back when STOP comes right behind them.
create table shown (
    channel     text    not null,
    address     text    not null,
    message     text    not null,
    member_id   integer not null references member (id) on delete cascade,
    theirs      integer not null,
    opens       integer not null default 0,
    at          integer not null,
    item        text,
    primary key (channel, address, message)
) strict, without rowid;
create index shown_of_member on shown (member_id);
create index shown_age on shown (at);
create index shown_of_item on shown (item, member_id) where item is not null;

-- Invitations. Only a hash of the code is kept.
create table invite (
    code_hash   text    primary key,
    role        text    not null check (role in ('member', 'staff', 'representative', 'coordinator')),
    group_id    integer references "group" (id) on delete cascade,
    uses_left   integer not null check (uses_left >= 0),
    expires_at  integer not null
) strict, without rowid;

-- What somebody can book. When one that is booked changes, those who booked it may be told urgently (PACE.md, section 3).
-- `asks`: everybody invited is asked afterwards how it was; `staff`: staff and coordinators are among them; `few`: what
-- happens to the answers when too few people replied. `changes`: how often it was changed, and `changed_at`: when last, for
-- calendars. `moved_from`: when it was to begin before it was moved, which is what those who booked it know until they are told.
-- `course_id`: of which course this is a session.
create table event (
    id          integer primary key,
    kind        text    not null check (kind in ('meeting', 'training')),
    group_id    integer references "group" (id) on delete cascade,
    title       text    not null,
    place       text    not null default '',
    starts_at   integer not null,
    cancelled   integer not null default 0,
    ends_at     integer,
    link        text    not null default '',
    access      text    not null default '',
    agenda      text    not null default '',
    staff       integer not null default 0,
    asks        integer not null default 0,
    few         text    not null default 'pool' check (few in ('pool', 'destroy')),
    changes     integer not null default 0,
    changed_at  integer,
    moved_from  integer,
    course_id   integer references course (id) on delete cascade
) strict;
create index event_start on event (starts_at);
create index event_of_course on event (course_id) where course_id is not null;

-- What members put on the agenda of a meeting. Only who wanted their name beside it is known.
create table agenda_item (
    event_id    integer not null references event (id) on delete cascade,
    text        text    not null,
    member_id   integer references member (id) on delete cascade,
    primary key (event_id, text)
) strict, without rowid;
create index agenda_item_of_member on agenda_item (member_id) where member_id is not null;

-- Whether a member wants to be asked afterwards how a meeting was, where they said so beforehand.
create table ask_wish (
    event_id    integer not null references event (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    yes         integer not null,
    primary key (event_id, member_id)
) strict, without rowid;
create index ask_wish_of_member on ask_wish (member_id);

-- The sealed box of one meeting (bot/ballot_box.py): who has answered, what they are in the middle of, and what was said are
-- in `body` and nowhere else. Days only, no times. `key_id` names the slot of the key file that opens it. `closes_on`: the last
-- day; `opens_on`: the day by which results open. `k`, `for_words`, `below_k` and `questions` are as promised when it was made.
-- `waited`: of how many meetings with too few answers it holds those. `asked_to`: the last member who was put the question;
-- `asks_again`: how often all were, after a restored backup.
create table box (
    meeting_id  integer primary key references event (id),
    key_file    text    not null unique,
    key_id      blob    not null,
    body        blob    not null,
    state       text    not null check (state in ('open', 'waiting', 'review', 'agreed')),
    closes_on   text    not null,
    opens_on    text    not null,
    k           integer not null,
    for_words   integer not null,
    below_k     text    not null check (below_k in ('pool', 'destroy')),
    waited      integer not null default 0,
    questions   text    not null,
    asked_to    integer not null default 0,
    asks_again  integer not null default 0
) strict;

-- What became of a box: published once and never changed, or why not. `people`: how many replied, as it is shown; `words`:
-- whether own words are among it, and if not, why; `meetings`: the ids of those it is about. `told_to`: the last member who was
-- sent word of it, as long as that goes on.
create table publication (
    meeting_id  integer primary key references event (id),
    state       text    not null check (state in ('published', 'waiting', 'mixed', 'destroyed', 'lost')),
    on_day      text    not null,
    k           integer not null,
    for_words   integer not null,
    people      text    not null default '',
    words       text    not null default 'none' check (words in ('none', 'shown', 'few', 'held')),
    masked      integer not null default 0,
    reviewed_by text    not null default '',
    questions   text    not null default '',
    meetings    text    not null default '',
    told_to     integer
) strict;

-- Every published answer, sorted by itself: `share` and `about` as they are shown (no exact count is kept), or own words.
create table published (
    meeting_id  integer not null references publication (meeting_id) on delete cascade,
    question    text    not null,
    words       integer not null check (words in (0, 1)),
    answer      text    not null,
    share       text    not null default '',
    about       integer,
    primary key (meeting_id, question, words, answer)
) strict, without rowid;

-- Who comes to what. `came`: that was ticked, by whoever leads it or by themselves; there is no mark for whoever did not.
create table booking (
    event_id    integer not null references event (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    at          integer not null,
    came        integer not null default 0,
    primary key (event_id, member_id)
) strict, without rowid;
create index booking_of_member on booking (member_id);

-- What coordinators sent to many. Whose it is stands beside the words and goes with the sender's own rows. It becomes
-- letters a chunk at a time: `expanded_to` is the last member who has been looked at, `revised_to` the last whose message
-- was corrected or taken back, as long as that goes on. `asked_at`: when a second key was, or when a representative last
-- asked something about it.
create table broadcast (
    id          integer primary key,
    group_id    integer references "group" (id) on delete cascade,
    level       text    not null,
    text        text    not null,
    from_member integer references member (id) on delete set null,
    made_at     integer not null,
    ends_at     integer,
    state       text    not null default 'done' check (state in ('asking', 'planned', 'going', 'done', 'stopped', 'withdrawn', 'refused')),
    go_at       integer,
    expanded_to integer not null default 0,
    event_id    integer references event (id) on delete set null,
    keys        integer not null default 1,
    asked_at    integer,
    corrected_at integer,
    revised_to  integer
) strict;
create index broadcast_to_go on broadcast (go_at) where state in ('planned', 'going');
create index broadcast_to_revise on broadcast (id) where revised_to is not null;
create index broadcast_of_sender on broadcast (from_member) where from_member is not null;
create index broadcast_of_group on broadcast (group_id, made_at);

-- What needs a second key (DOMAIN.md 6.5): asked for by one person, and turned or refused by another. `alone`: sent with one
-- key under the exception of PACE.md, section 7. `used`: both were turned for a code (to this group), and it was made.
create table key_request (
    id          integer primary key,
    action      text    not null,
    broadcast_id integer references broadcast (id) on delete cascade,
    group_id    integer references "group" (id) on delete cascade,
    asked_by    integer references member (id) on delete set null,
    reason      text    not null default '',
    questions   integer not null default 0,
    state       text    not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'lapsed', 'alone', 'used')),
    asked_at    integer not null,
    ends_at     integer not null,
    decided_by  integer references member (id) on delete set null,
    decided_at  integer
) strict;
create index key_request_open on key_request (ends_at) where state = 'asked';

-- What a member tapped under something sent to many, one answer each. Shown as rounded totals only, to everyone alike.
create table said (
    item        text    not null,
    member_id   integer not null references member (id) on delete cascade,
    value       text    not null,
    at          integer not null,
    primary key (item, member_id)
) strict, without rowid;
create index said_of_member on said (member_id);

-- Roles that members can take on. None stands here without what it is for, its hours, pay, costs, who helps, who decides and
-- when it ends. `from_member`: who posted it; `told_to`: the last member who was told of it, null once all were.
create table role (
    id          integer primary key,
    title       text    not null check (trim(title) <> ''),
    purpose     text    not null check (trim(purpose) <> ''),
    hours       text    not null check (trim(hours) <> ''),
    pay         text    not null check (trim(pay) <> ''),
    paid        integer not null check (paid in (0, 1)),
    costs       text    not null check (trim(costs) <> ''),
    support     text    not null check (trim(support) <> ''),
    decides     text    not null check (trim(decides) <> ''),
    training    text    not null default '',
    starts_on   text    not null check (length(starts_on) = 10),
    ends_on     text    not null check (length(ends_on) = 10 and ends_on >= starts_on),
    wanted      integer not null check (wanted between 1 and 20),
    from_member integer references member (id) on delete set null,
    made_at     integer not null,
    closed      integer not null default 0,
    told_to     integer default 0
) strict;
create index role_of_sender on role (from_member) where from_member is not null;
create index role_to_tell on role (id) where told_to is not null;

-- Who is interested in a role, for who posted it to see. `offered` is the member's side: 1 while they can say yes to an offer,
-- -1 once they said no. `asked_at` is the poster's: when they offered it, below zero once they took that back, 0 after 14 days. So
-- a no, and no answer, look the same to who posted it.
create table role_interest (
    role_id     integer not null references role (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    offered     integer not null default 0,
    asked_at    integer not null default 0,
    primary key (role_id, member_id)
) strict, without rowid;
create index role_interest_of_member on role_interest (member_id);

-- Who has a role, by their own yes. `shown`: they said that others may see it; `money`: what they said about pay.
create table role_holder (
    role_id     integer not null references role (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    money       text    not null check (money in ('paid', 'unpaid', 'later')),
    shown       integer not null default 0,
    primary key (role_id, member_id)
) strict, without rowid;
create index role_holder_of_member on role_holder (member_id);

-- A member's way back from a new phone: of the code only a slow hash is kept, and the first letters to find it by. The one
-- of before works until `ends_at`.
create table rejoin (
    id           integer primary key,
    member_id    integer not null references member (id) on delete cascade,
    handle       text    not null,
    secret       text    not null,
    made_at      integer not null,
    confirmed_at integer,
    ends_at      integer,
    tries        integer not null default 0,
    tried_at     integer
) strict;
create index rejoin_handle on rejoin (handle);
create index rejoin_of_member on rejoin (member_id);
create index rejoin_ending on rejoin (ends_at) where ends_at is not null;

-- A member's own record, sealed whole (bot/journeys.py): neither how many entries nor how long they are shows. Every member has a
-- row from the moment on that one of them has written, so that nobody can tell who has; what is in an unused one is noise.
-- `key_id` names the key file that opens them.
create table journey (
    member_id   integer primary key references member (id) on delete cascade,
    key_id      blob    not null,
    salt        blob    not null,
    public_key  blob    not null,
    body        blob    not null
) strict;

-- Lines for somebody's record that have arrived, sealed to that member by whoever wrote them.
create table journey_line (
    id          integer primary key,
    member_id   integer not null references member (id) on delete cascade,
    body        blob    not null
) strict;
create index journey_line_of_member on journey_line (member_id);

-- Moments of the programme as a whole: when a representative was last there, until when broadcasts are paused.
create table standing (
    what        text    primary key,
    at          integer not null
) strict, without rowid;

-- How many people something would reach, or has reached, as it was counted last: for some minutes everybody who asks is
-- told the same (bot/reach.py).
create table counted (
    what        text    primary key,
    at          integer not null,
    numbers     text    not null
) strict, without rowid;

-- What waits on a member's What's new page.
create table whats_new (
    member_id   integer not null references member (id) on delete cascade,
    item        text    not null,
    text        text    not null,
    at          integer not null,
    seen        integer not null default 0,
    primary key (member_id, item)
) strict, without rowid;
create index whats_new_age on whats_new (at);
create index whats_new_of_item on whats_new (item);

-- What the team did, as jobs and never as names. Every member may read it.
create table log (
    id          integer primary key,
    at          integer not null,
    role        text    not null,
    action      text    not null,
    reason      text    not null default ''
) strict;

-- How often something happened. Counted, never described.
create table counter (
    what        text    not null,
    day         text    not null,
    times       integer not null,
    primary key (what, day)
) strict, without rowid;

-- Per channel: the last update that was taken in.
create table channel (
    name        text    primary key,
    mark        integer not null,
    marked_at   integer not null
) strict, without rowid;

-- Updates of a channel whose updates come out of order (a webhook): each is taken once. Kept for two days or three; `at`
-- is the day and no more.
create table taken (
    channel     text    not null,
    number      integer not null,
    at          integer not null,
    primary key (channel, number)
) strict, without rowid;
create index taken_age on taken (at);

-- A course that can be booked; its sessions are rows of event. `closes_at`: until when a place can be asked for; `told_by`: the
-- day by which everybody has heard yes or no. `money`: what is paid, and `paid`: whether people are paid for coming. Whoever leads
-- it sees who has a place, whoever arranges it what helps whom, and nobody else does. `led_by_arranger`: nobody of the team leads it,
-- so whoever arranges it does; where a leader has left nobody does. `follows`: the course of which this is
-- the next date. `seed`: what the draw goes by (conversations/training/draw.py), told to nobody before it; its hash, the
-- `commitment`, is on the page from the beginning. `record`: the draw as anybody can repeat it, with tickets and no names.
-- `told_to`: the last member who was told of it, and `after_to` of those who were written to afterwards, as long as that goes on.
create table course (
    id          integer primary key,
    group_id    integer references "group" (id) on delete cascade,
    title       text    not null check (title <> ''),
    about       text    not null check (about <> ''),
    places      integer not null check (places > 0),
    kept        integer not null default 0 check (kept between 0 and places),
    by_draw     integer not null default 1,
    closes_at   integer not null,
    told_by     text    not null,
    money       text    not null check (money <> ''),
    paid        integer not null default 0,
    costs       text    not null check (costs <> ''),
    help        text    not null default '',
    leader      text    not null check (leader <> ''),
    leader_id   integer references member (id) on delete set null,
    arranger_id integer references member (id) on delete set null,
    led_by_arranger integer not null default 0,
    follows     integer references course (id) on delete set null,
    seed        text    not null,
    commitment  text    not null,
    drawn_at    integer,
    record      text    not null default '',
    cancelled   integer not null default 0,
    made_at     integer not null,
    told_to     integer,
    after_to    integer not null default 0
) strict;
create index course_to_draw on course (closes_at) where drawn_at is null and not cancelled;

-- The places of a course, one row each: so there can never be more taken than there are. `kept`: for people new to this.
create table seat (
    course_id   integer not null references course (id) on delete cascade,
    number      integer not null,
    kept        integer not null default 0,
    primary key (course_id, number)
) strict, without rowid;

-- Somebody who has asked for a place, and how things stand: they have asked, wait in the list, are offered a seat (until
-- `ends_at`, counted from `sent_at`, when the offer arrived), or are booked. `position`: in the list, from the draw on. `ticket`: their
-- code in the draw. `friend_code`: what somebody types who comes with them, `friend_id`: who did, and `paired`: somebody did, who
-- may have left since. `instead_of`: the course that they would rather have. `offer`: how many offers they had, so that each has a
-- name of its own. `runs_until`: until when the clock of the offer runs, which every change of pace counts from; `told_until`: until
-- when they were told that it is held; `brief`: it is one at short notice.
create table place (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    state       text    not null check (state in ('asked', 'waiting', 'offered', 'booked')),
    seat        integer check ((seat is null) = (state in ('asked', 'waiting'))),
    position    integer,
    ticket      text    not null,
    friend_code text    not null default '',
    friend_id   integer references member (id) on delete set null,
    paired      integer not null default 0,
    instead_of  integer references course (id) on delete set null,
    short       integer not null default 0,
    pay         text    not null default '' check (pay in ('', 'paid', 'unpaid', 'later')),
    reminders   text    not null default '' check (reminders in ('', 'soon', 'today', 'both', 'none')),
    asked_at    integer not null,
    offer       integer not null default 0,
    offered_at  integer,
    sent_at     integer,
    ends_at     integer,
    runs_until  integer,
    told_until  integer,
    brief       integer not null default 0,
    longer      integer not null default 0,
    primary key (course_id, member_id),
    foreign key (course_id, seat) references seat (course_id, number)
) strict, without rowid;
create unique index place_seat on place (course_id, seat) where seat is not null;
create unique index place_friend on place (friend_code) where friend_code <> '';
create index place_of_member on place (member_id);
create index place_offered on place (ends_at) where state = 'offered';

-- A seat that is still free, and was offered to somebody already: they are not asked about the same one again. Gone when
-- the seat is taken.
create table went_by (
    course_id   integer not null references course (id) on delete cascade,
    seat        integer not null,
    member_id   integer not null references member (id) on delete cascade,
    primary key (course_id, seat, member_id)
) strict, without rowid;
create index went_by_of_member on went_by (member_id);

-- What would help somebody to take part: seen by whoever arranges the course, and deleted after it.
create table need (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    what        text    not null,
    sorted      integer not null default 0,
    primary key (course_id, member_id, what)
) strict, without rowid;
create index need_of_member on need (member_id);

-- A draw that somebody lost lately: each is one chance more in the next. Gone when they got a place after all.
create table lost_draw (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    at          integer not null,
    primary key (course_id, member_id)
) strict, without rowid;
create index lost_draw_of_member on lost_draw (member_id);

-- Who wants to hear of the next date of a course. `owed`: theirs was cancelled by us, so they are first in line.
create table next_date (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    owed        integer not null default 0,
    primary key (course_id, member_id)
) strict, without rowid;
create index next_date_of_member on next_date (member_id);
