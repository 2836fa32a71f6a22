-- When somebody read on last. Who opts out shows nobody how far they read, and sees of nobody how far they did.
alter table membership add column last_read_at bigint;
-- The last message before somebody came: what is not newer was not seen, although the read position begins behind it.
alter table membership add column joined_seq bigint not null default 0;
alter table users add column shows_reads boolean not null default true;

-- Whether there are read receipts at all.
create table receipt (
    id integer primary key,
    enabled boolean not null
) ${table_options};

insert into receipt values (1, true);
