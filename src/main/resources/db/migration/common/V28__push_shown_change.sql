-- The change number that this message had when it was sent: if it has another one now, something else is to be shown.
alter table push_outbox add column shown_change bigint not null default 0;
