-- Roles that members can take on, who is interested in one, and who has it.

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

create table role_interest (
    role_id     integer not null references role (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    offered     integer not null default 0,
    primary key (role_id, member_id)
) strict, without rowid;
create index role_interest_of_member on role_interest (member_id);

create table role_holder (
    role_id     integer not null references role (id) on delete cascade,
    member_id   integer not null references member (id) on delete cascade,
    money       text    not null check (money in ('paid', 'unpaid', 'later')),
    shown       integer not null default 0,
    primary key (role_id, member_id)
) strict, without rowid;
create index role_holder_of_member on role_holder (member_id);
