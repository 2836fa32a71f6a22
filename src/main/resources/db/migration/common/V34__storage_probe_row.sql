insert into storage_probe (id, probed_at) values (1, 0);
