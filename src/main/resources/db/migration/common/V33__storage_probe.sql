-- One row that is written while the database refuses its work, to see when that ends.
create table storage_probe (
    id ${assigned},
    probed_at bigint not null
) ${table_options};
