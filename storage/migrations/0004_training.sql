-- Training: courses, their seats, who asks for one, and what came of the draw. See schema.sql for what each column means.

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

alter table event add column course_id integer references course (id) on delete cascade;
create index event_of_course on event (course_id) where course_id is not null;
alter table booking add column came integer not null default 0;

create table seat (
    course_id   integer not null references course (id) on delete cascade,
    number      integer not null,
    kept        integer not null default 0,
    primary key (course_id, number)
) strict, without rowid;

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

create table went_by (
    course_id   integer not null references course (id) on delete cascade,
    seat        integer not null,
    member_id   integer not null references member (id) on delete cascade,
    primary key (course_id, seat, member_id)
) strict, without rowid;
create index went_by_of_member on went_by (member_id);

create table need (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    what        text    not null,
    sorted      integer not null default 0,
    primary key (course_id, member_id, what)
) strict, without rowid;
create index need_of_member on need (member_id);

create table lost_draw (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    at          integer not null,
    primary key (course_id, member_id)
) strict, without rowid;
create index lost_draw_of_member on lost_draw (member_id);

create table next_date (
    course_id   integer not null references course (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    owed        integer not null default 0,
    primary key (course_id, member_id)
) strict, without rowid;
create index next_date_of_member on next_date (member_id);
