-- Tables, functions and grants of supabase/vault 0.3. The key lies in a file that only the server's superuser reads.
create table vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default extensions.gen_random_bytes(16),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create unique index secrets_name_idx on vault.secrets (name) where name is not null;

create function vault._key() returns text language sql stable security definer set search_path = ''
as $$ select trim(pg_catalog.pg_read_file('vault.key')) $$;
revoke all on function vault._key() from public;

create function vault._encrypt(message text) returns text language sql volatile security definer set search_path = ''
as $$ select encode(extensions.pgp_sym_encrypt(message, vault._key(), 's2k-mode=1'), 'base64') $$;
create function vault._decrypt(message text) returns text language sql stable security definer set search_path = ''
as $$ select extensions.pgp_sym_decrypt(decode(message, 'base64'), vault._key()) $$;

create view vault.decrypted_secrets as
  select id, name, description, secret, vault._decrypt(secret) as decrypted_secret, key_id, nonce, created_at, updated_at from vault.secrets;

create function vault.create_secret(new_secret text, new_name text default null, new_description text default '', new_key_id uuid default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare v_id uuid;
begin
  insert into vault.secrets (secret, name, description) values (vault._encrypt(new_secret), new_name, coalesce(new_description, '')) returning id into v_id;
  return v_id;
end
$$;
create function vault.update_secret(secret_id uuid, new_secret text default null, new_name text default null, new_description text default null, new_key_id uuid default null) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update vault.secrets s set secret = coalesce(vault._encrypt(new_secret), s.secret), name = coalesce(new_name, s.name),
    description = coalesce(new_description, s.description), updated_at = now()
  where s.id = secret_id;
end
$$;

revoke all on all functions in schema vault from public;
-- As hosted, where service_role may read every secret too.
grant usage on schema vault to postgres with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret, vault._decrypt to postgres with grant option;
grant execute on function vault.create_secret, vault.update_secret, vault._decrypt to service_role;
