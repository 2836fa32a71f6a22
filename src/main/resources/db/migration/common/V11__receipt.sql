-- When somebody read on last. Who opts out shows nobody how far they read, and sees of nobody how far they did.
alter table membership add column last_read_at bigint;
alter table users add column shows_reads boolean not null default true;

-- Whether there are read receipts at all.
create table receipt (
    id integer primary key,
    enabled boolean not null
) ${table_options};

insert into receipt values (1, true);
