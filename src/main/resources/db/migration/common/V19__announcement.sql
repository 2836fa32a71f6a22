-- Whether only owners and moderators post in a room.
alter table room add column announcement boolean not null default false;
