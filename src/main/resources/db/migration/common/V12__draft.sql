-- What somebody began to write in a room and did not send.
create table draft (
    room_id bigint not null,
    user_id bigint not null,
    body ${text} not null,
    updated_at bigint not null,
    primary key (room_id, user_id),
    foreign key (room_id) references room (id),
    foreign key (user_id) references users (id)
) ${table_options};
