-- Whether only those who manage a room may call all of it at once, with @all and @here.
alter table room add column owners_call_many boolean not null default false;
