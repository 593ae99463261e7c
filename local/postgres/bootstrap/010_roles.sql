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
alter role authenticator login;
alter role supabase_auth_admin login noinherit createrole;
alter role supabase_realtime_admin nologin noinherit;
alter role postgres login createdb createrole replication bypassrls;
-- The authenticator may become these three and nobody else; that it may look at everything lets the Data API tell
-- "no such table" from "not for you", which the role it becomes decides.
alter role authenticator inherit;
grant anon, authenticated, service_role to authenticator with inherit false, set true;
grant pg_read_all_data to authenticator with inherit true, set false;
grant anon, authenticated, service_role to postgres with admin option;
-- Hosted projects let postgres manage policies on realtime.messages through supautils; membership with set and inherit gives
-- the same here without making postgres a superuser.
grant supabase_realtime_admin to postgres;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
