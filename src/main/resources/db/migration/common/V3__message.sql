-- id = room_id * 2^30 + seq: the primary key is the order of the room's log, so every page is one range of it.
create table message (
    id ${assigned},
    room_id bigint not null,
    seq bigint not null,
    change_no bigint not null,
    author_id bigint not null,
    client_id varchar(36) not null,
    body ${text} not null,
    reply_to bigint,
    created_at bigint not null,
    edited_at bigint,
    deleted_at bigint,
    deleted_by bigint,
    unique (room_id, author_id, client_id),
    foreign key (room_id) references room (id),
    foreign key (author_id) references users (id),
    foreign key (deleted_by) references users (id)
) ${table_options};

create index message_change on message (room_id, change_no);
