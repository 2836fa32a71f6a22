-- By what people are found while somebody types: beginnings are ranges of the index, whatever the accents.
create table search_key (
    user_id bigint not null,
    search_key varchar(100) not null,
    primary key (user_id, search_key),
    foreign key (user_id) references users (id) on delete cascade
) ${table_options};

create index search_key_key on search_key (search_key, user_id);
