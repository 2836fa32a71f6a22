-- Until when somebody wants to be told of nothing, as others may see; null or past for not now.
alter table users add column do_not_disturb_until bigint;

create index users_do_not_disturb_until on users (do_not_disturb_until);
