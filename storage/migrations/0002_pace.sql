-- Broadcasts of every level, bookings, second keys, and the way back to a phone that was lost.

create table event (
    id          integer primary key,
    kind        text    not null check (kind in ('meeting', 'training')),
    group_id    integer references "group" (id) on delete cascade,
    title       text    not null,
    place       text    not null default '',
    starts_at   integer not null,
    cancelled   integer not null default 0
) strict;
create index event_start on event (starts_at);

create table booking (
    event_id    integer not null references event (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    at          integer not null,
    primary key (event_id, member_id)
) strict, without rowid;
create index booking_of_member on booking (member_id);

alter table broadcast add column state text not null default 'done' check (state in ('asking', 'planned', 'going', 'done', 'stopped', 'withdrawn', 'refused'));
alter table broadcast add column go_at integer;
alter table broadcast add column expanded_to integer not null default 0;
alter table broadcast add column event_id integer references event (id) on delete set null;
alter table broadcast add column keys integer not null default 1;
alter table broadcast add column asked_at integer;
alter table broadcast add column corrected_at integer;
alter table broadcast add column revised_to integer;
create index broadcast_to_go on broadcast (go_at) where state in ('planned', 'going');

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

create table said (
    item        text    not null,
    member_id   integer not null references member (id) on delete cascade,
    value       text    not null,
    at          integer not null,
    primary key (item, member_id)
) strict, without rowid;
create index said_of_member on said (member_id);

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

create table standing (
    what        text    primary key,
    at          integer not null
) strict, without rowid;

create table counted (
    what        text    primary key,
    at          integer not null,
    numbers     text    not null
) strict, without rowid;

alter table "group" add column news_a_week integer not null default 2 check (news_a_week between 0 and 2);
alter table whats_new add column seen integer not null default 0;
alter table shown add column item text;
alter table letter add column answers integer;
create index shown_of_item on shown (item, member_id) where item is not null;
create index whats_new_of_item on whats_new (item);
create index broadcast_to_revise on broadcast (id) where revised_to is not null;
