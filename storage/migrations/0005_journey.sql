-- My journey: what a member tried and learned, sealed so that only their own turn can open it.

create table journey (
    member_id   integer primary key references member (id) on delete cascade,
    key_id      blob    not null,
    salt        blob    not null,
    public_key  blob    not null,
    body        blob    not null
) strict;

create table journey_line (
    id          integer primary key,
    member_id   integer not null references member (id) on delete cascade,
    body        blob    not null
) strict;
create index journey_line_of_member on journey_line (member_id);
