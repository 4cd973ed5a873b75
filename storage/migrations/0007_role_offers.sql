-- When a role was offered to somebody, so that an offer ends by itself and nobody is asked twice in a row.

alter table role_interest add column asked_at integer not null default 0;
update role_interest set asked_at = unixepoch() where offered;
