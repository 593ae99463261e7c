-- The roles of a hosted project. The bootstrap superuser is supabase_admin; postgres is not a superuser.
do $$
declare v_role text;
begin
  foreach v_role in array array['anon', 'authenticated', 'service_role', 'authenticator', 'supabase_auth_admin', 'supabase_realtime_admin', 'postgres'] loop
    if not exists (select 1 from pg_roles where rolname = v_role) then execute format('create role %I', v_role); end if;
  end loop;
end
$$;
alter role anon nologin noinherit;
alter role authenticated nologin noinherit;
alter role service_role nologin noinherit bypassrls;
alter role supabase_auth_admin login noinherit createrole;
alter role supabase_realtime_admin nologin noinherit;
alter role postgres login createdb createrole replication bypassrls;
-- The authenticator may become these three and nobody else. It may look at everything, so that the Data API can tell
-- "no such table" from "not for you"; what a request may read is decided by the role it becomes.
alter role authenticator login inherit;
grant anon, authenticated, service_role to authenticator with inherit false, set true;
grant pg_read_all_data to authenticator with inherit true, set false;
alter role authenticator set statement_timeout = '8s';
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
grant anon, authenticated, service_role to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
-- Hosted projects let postgres manage policies on realtime.messages through supautils. Membership in its owner gives the same
-- here without making postgres a superuser.
grant supabase_realtime_admin to postgres;
