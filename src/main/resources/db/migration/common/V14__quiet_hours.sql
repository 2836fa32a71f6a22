alter table users add column time_zone varchar(64);

-- When somebody wants to be told of nothing: minutes of the day, in their time zone; the end may lie on the next day.
create table quiet_hours (
    user_id bigint primary key,
    from_minute integer not null,
    to_minute integer not null,
    foreign key (user_id) references users (id) on delete cascade
) ${table_options};
