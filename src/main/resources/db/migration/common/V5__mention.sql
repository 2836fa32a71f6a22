-- Who is called in a message, by id: another name changes nothing. 0 is everybody in the room.
create table mention (
    user_id bigint not null,
    message_id bigint not null,
    primary key (user_id, message_id),
    foreign key (message_id) references message (id)
) ${table_options};

create index mention_message on mention (message_id);
