create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron;
create extension if not exists supabase_vault;
create extension if not exists pg_trgm with schema extensions;

-- Bodies that need elevated rights live here. The Data API does not expose it; usage alone opens nothing, since
-- execute is granted function by function.
create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;
