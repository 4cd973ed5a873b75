-- Meetings that are made in chat, and what members say about them: the sealed boxes, and what came out of them.

alter table event add column ends_at integer;
alter table event add column link text not null default '';
alter table event add column access text not null default '';
alter table event add column agenda text not null default '';
alter table event add column staff integer not null default 0;
alter table event add column asks integer not null default 0;
alter table event add column few text not null default 'pool' check (few in ('pool', 'destroy'));
alter table event add column changes integer not null default 0;
alter table event add column changed_at integer;
alter table event add column moved_from integer;

create table agenda_item (
    event_id    integer not null references event (id) on delete cascade,
    text        text    not null,
    member_id   integer references member (id) on delete cascade,
    primary key (event_id, text)
) strict, without rowid;
create index agenda_item_of_member on agenda_item (member_id) where member_id is not null;

create table ask_wish (
    event_id    integer not null references event (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    yes         integer not null,
    primary key (event_id, member_id)
) strict, without rowid;
create index ask_wish_of_member on ask_wish (member_id);

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

create table published (
    meeting_id  integer not null references publication (meeting_id) on delete cascade,
    question    text    not null,
    words       integer not null check (words in (0, 1)),
    answer      text    not null,
    share       text    not null default '',
    about       integer,
    primary key (meeting_id, question, words, answer)
) strict, without rowid;

-- Coordinators hear about meetings from now on, as members do who said yes to it. None of them was asked at joining; whoever
-- has said yes or no since keeps that.
update pace set plan = json_insert(plan, '$.topics[#]', 'meetings')
where member_id in (select id from member where role = 'coordinator')
  and not exists (select 1 from consent c where c.member_id = pace.member_id and c.layer = 'meetings')
  and json_valid(plan) and json_type(plan, '$.topics') = 'array' and plan not like '%"meetings"%';
