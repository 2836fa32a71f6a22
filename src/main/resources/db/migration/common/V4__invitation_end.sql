-- A link that was made before links had an end has none, and counts no more: it may be anywhere by now.
alter table sign_up add column invitation_expires_at bigint;
