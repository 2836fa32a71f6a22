-- Which message of the room the browser shows; 0 where it shows none, or was told before this was noted.
alter table push_outbox add column shown_seq bigint not null default 0;
