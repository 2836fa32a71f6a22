-- Who does not want to be reached by whom.
create table block (
    user_id bigint not null,
    blocked_id bigint not null,
    created_at bigint not null,
    primary key (user_id, blocked_id),
    foreign key (user_id) references users (id),
    foreign key (blocked_id) references users (id)
) ${table_options};

create index block_blocked on block (blocked_id);
