begin;
set local search_path = public, extensions;
select plan(5);

-- Who may execute what. A new function must be added here, or this fails.
create temporary table expected_execute (grantee text, function text);
insert into expected_execute
select 'authenticated', x from unnest(array[
  'public.current_staff_role', 'public.request_provision_run', 'public.resume_provisioning', 'public.pause_dispatch', 'public.activate_provisioning',
  'private.current_staff_role', 'private.has_staff_role', 'private.request_provision_run', 'private.resume_provisioning', 'private.pause_dispatch',
  'private.activate_provisioning',
  'public.set_rollout_percentage', 'public.set_rollout_overrides', 'private.apply_rollout_percentage', 'private.apply_rollout_overrides',
  'public.set_rollout_limits', 'private.apply_rollout_limits']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'stop_provisioning', 'start_provisioning', 'revert_rollout_change', 'resume_rollout_guard', 'preview_rollout', 'explain_rollout',
  'read_rollout_status', 'preview_stop', 'preview_activation']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'read_customer', 'add_customer_note', 'edit_customer_note', 'delete_customer_note',
  'set_staff_member', 'remove_staff_member', 'read_staff', 'find_account', 'read_audit', 'count_audit', 'read_numbers', 'count_numbers']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'list_runs', 'summarise_runs', 'preview_bulk', 'create_bulk_job', 'abort_bulk_job', 'list_bulk_jobs', 'read_bulk_job']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array['read_overview', 'read_provider_health']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'list_customers', 'count_customers', 'export_customers', 'export_runs', 'search_console', 'read_paddle_events']) x
union all
select 'service_role', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'claim_provision_run', 'record_purchase_intent', 'record_purchase', 'mark_purchase_lost', 'record_link', 'begin_release', 'finish_release',
  'finish_provision_run', 'record_provision_steps', 'enqueue_provision_run', 'read_provision_secrets', 'rollout_decision', 'record_handover']) x
union all select 'service_role', s || '.apply_paddle_event' from unnest(array['public', 'private']) s
union all select 'service_role', 'private.subscription_verdict'
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'acknowledge_incident', 'silence_incident', 'change_alert_rule', 'send_test_notification', 'read_alerts', 'read_incident', 'read_alert_badge',
  'report_connection_failures']) x
union all
select 'service_role', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'claim_notifications', 'finish_notification', 'report_connection_failures']) x
union all
select 'authenticated', s || '.' || x from unnest(array['public', 'private']) s, unnest(array['request_inventory_comparison', 'mend_number']) x
union all
select 'service_role', s || '.' || x from unnest(array['public', 'private']) s, unnest(array[
  'claim_inventory_comparison', 'report_inventory_progress', 'fail_inventory_comparison', 'record_inventory']) x
union all select 'service_role', 'public.provision_phone_transaction';

create temporary table actual_execute as
select r.rolname::text as grantee, n.nspname || '.' || p.proname as function
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
cross join pg_roles r
where n.nspname in ('public', 'private') and p.proowner = 'postgres'::regrole
  and r.rolname in ('anon', 'authenticated', 'service_role')
  and has_function_privilege(r.oid, p.oid, 'execute');

select set_eq('select * from actual_execute', 'select * from expected_execute', 'execute is granted to exactly the listed roles');

select is_empty($$
  select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'v', 'p', 'S') and c.relowner = 'postgres'::regrole
    and (has_any_column_privilege('anon', c.oid, 'select, insert, update') and c.relkind <> 'S')
$$, 'anon can read or write nothing');

select is_empty($$
  select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
    and (has_table_privilege('authenticated', c.oid, 'insert, update, delete, truncate')
      or has_table_privilege('service_role', c.oid, 'insert, update, delete, truncate'))
$$, 'nobody writes a table but through a function');

select is_empty($$
  select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity
$$, 'every table in public has row level security');

select is_empty($$
  select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private') and p.proowner = 'postgres'::regrole
    and not coalesce('search_path=""' = any (p.proconfig), false)
$$, 'every function has an empty search_path');

select * from finish();
rollback;
