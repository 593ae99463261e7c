create schema if not exists extensions;
create schema if not exists auth authorization supabase_auth_admin;
create schema if not exists realtime authorization supabase_realtime_admin;
alter schema public owner to postgres;
alter database postgres owner to postgres;
grant usage on schema public, extensions, auth, realtime to anon, authenticated, service_role, postgres;
grant create on schema extensions to postgres;
revoke create on schema public from public;
create extension if not exists pgcrypto with schema extensions;
alter database postgres set search_path to "$user", public, extensions;
-- Since 2026-10-30 new objects get no grants by default: nothing is set here on purpose.
