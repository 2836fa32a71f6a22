insert into storage_probe (id, probed_at)
    select one.id, 0 from (select 1 as id) one where not exists (select 1 from storage_probe);
