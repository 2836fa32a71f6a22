-- Where a room stands in a list: both databases compare it code point by code point. V37 fills it for the rooms that there are.
alter table room add column order_key varchar(200) default '' not null;
