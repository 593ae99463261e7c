begin;
set local search_path = public, extensions;
select plan(9);

-- One statement for each check, foreign key and unique index of the engine's tables, and which of them must refuse it. A constraint that
-- is added without a line here fails the last comparison.
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 3) n;
insert into phone_provision_logs (id, user_id, subject_id, trigger_action) overriding system value values
  (-1, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'retry'), (-2, null, '00000000-0000-0000-0000-000000000001', 'retry');
insert into phone_number_purchases (id, user_id, e164_number, tag, state, provider_number_id) overriding system value values
  (-1, '00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1'), (-2, '00000000-0000-0000-0000-000000000002', '+15125550102', 't', 'intended', null);
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
values (-1, '00000000-0000-0000-0000-000000000001', 1, 'claim', 'db', 'ok', now(), 1);
insert into private.provision_attempts (run_id, attempt, duration_ms, result) values (-1, 1, 5, 'retry');
insert into provision_holds (user_id, mode) values ('00000000-0000-0000-0000-000000000001', 'freeze');
insert into staff_members (user_id, role, display_name, created_by)
values ('00000000-0000-0000-0000-000000000002', 'admin', 'Ada', null), ('00000000-0000-0000-0000-000000000003', 'viewer', 'Vera', '00000000-0000-0000-0000-000000000002');
insert into staff_actions (staff_id, action, idempotency_key, request) values ('00000000-0000-0000-0000-000000000002', 'retry', 'k', '{}');
insert into rollout_changes (flag, kind, old_value, new_value, reason, changed_name) values ('phone_provisioning', 'percentage', '{}', '{}', 'Go-live', 'Ada');

create temporary table attempts (tbl text, refused_by text, statement text);
insert into attempts values
  ('phone_provision_logs', 'action_is_known', $$ update public.phone_provision_logs set trigger_action = 'explode' where id = -1 $$),
  ('phone_provision_logs', 'source_is_known', $$ update public.phone_provision_logs set source = 'rumour' where id = -1 $$),
  ('phone_provision_logs', 'status_is_known', $$ update public.phone_provision_logs set status = null where id = -1 $$),
  ('phone_provision_logs', 'processing_run_has_a_lease', $$ update public.phone_provision_logs set status = 'processing' where id = -1 $$),
  ('phone_provision_logs', 'waiting_run_has_a_time', $$ update public.phone_provision_logs set next_attempt_at = null where id = -1 $$),
  ('phone_provision_logs', 'ended_run_has_an_end', $$ update public.phone_provision_logs set status = 'succeeded' where id = -1 $$),
  ('phone_provision_logs', 'counts_are_not_negative', $$ update public.phone_provision_logs set failures = -1 where id = -1 $$),
  ('phone_provision_logs', 'provider_is_known', $$ update public.phone_provision_logs set provider = 'pigeon' where id = -1 $$),
  ('phone_provision_logs', 'phone_provision_logs_user_id_fkey', $$ update public.phone_provision_logs set user_id = gen_random_uuid() where id = -1 $$),
  ('phone_provision_logs', 'phone_provision_logs_purchase_id_fkey', $$ update public.phone_provision_logs set purchase_id = -9 where id = -1 $$),
  ('phone_provision_logs', 'one_processing_run_per_user', $$ update public.phone_provision_logs set status = 'processing', lease_expires_at = now() where id in (-1, -2) $$),
  ('phone_provision_steps', 'provider_is_known', $$ insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms) values (-1, gen_random_uuid(), 1, 'x', 'pigeon', 'ok', now(), 1) $$),
  ('phone_provision_steps', 'outcome_is_known', $$ insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms) values (-1, gen_random_uuid(), 1, 'x', 'db', 'perhaps', now(), 1) $$),
  ('phone_provision_steps', 'duration_is_not_negative', $$ insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms) values (-1, gen_random_uuid(), 1, 'x', 'db', 'ok', now(), -1) $$),
  ('phone_provision_steps', 'phone_provision_steps_run_id_fkey', $$ insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms) values (-9, gen_random_uuid(), 1, 'x', 'db', 'ok', now(), 1) $$),
  ('phone_provision_steps', 'one_row_per_tried_step', $$ insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms) select run_id, user_id, attempt, step, provider, 'failed', started_at, 2 from public.phone_provision_steps where run_id = -1 $$),
  ('provision_attempts', 'result_is_known', $$ update private.provision_attempts set result = 'so-so' where run_id = -1 $$),
  ('provision_attempts', 'provision_attempts_run_id_fkey', $$ update private.provision_attempts set run_id = -9 where run_id = -1 $$),
  ('provision_holds', 'mode_is_known', $$ update public.provision_holds set mode = 'melt' $$),
  ('phone_number_purchases', 'state_is_known', $$ update public.phone_number_purchases set state = 'borrowed' where id = -1 $$),
  ('phone_number_purchases', 'number_is_e164', $$ update public.phone_number_purchases set e164_number = '5125550101' where id = -1 $$),
  ('phone_number_purchases', 'tag_fits_friendly_name', $$ update public.phone_number_purchases set tag = repeat('x', 65) where id = -1 $$),
  ('phone_number_purchases', 'owned_number_has_a_sid', $$ update public.phone_number_purchases set provider_number_id = null where id = -1 $$),
  ('phone_number_purchases', 'released_is_after_releasing', $$ update public.phone_number_purchases set releasing_at = now(), released_at = now() - interval '1 s' where id = -1 $$),
  ('phone_number_purchases', 'lost_row_says_why', $$ update public.phone_number_purchases set state = 'lost' where id = -1 $$),
  ('phone_number_purchases', 'one_open_purchase_per_user', $$ insert into public.phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000001', '+15125550109', 't') $$),
  ('phone_number_purchases', 'one_open_purchase_per_number', $$ insert into public.phone_number_purchases (user_id, e164_number, tag) values (gen_random_uuid(), '+15125550101', 't') $$),
  ('phone_number_purchases', 'one_purchase_per_sid', $$ insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values (gen_random_uuid(), '+15125550109', 't', 'released', 'PN1') $$),
  ('provision_settings', 'there_is_one_row', $$ insert into public.provision_settings (singleton) values (false) $$),
  ('provision_settings', 'max_in_flight_is_sane', $$ update public.provision_settings set max_in_flight = 501 $$),
  ('provision_settings', 'durations_are_positive', $$ update public.provision_settings set backoff_base_ms = 0 $$),
  ('provision_settings', 'attempt_fits_lease', $$ update public.provision_settings set attempt_ms = lease_ms + 1 $$),
  ('provision_settings', 'attempts_are_sane', $$ update public.provision_settings set max_attempts = 0 $$),
  ('provision_settings', 'grace_is_not_negative', $$ update public.provision_settings set release_grace_seconds = -1 $$),
  ('provision_settings', 'brake_is_sane', $$ update public.provision_settings set release_brake_floor = 0 $$),
  ('provision_settings', 'outage_is_sane', $$ update public.provision_settings set outage_faults = 0 $$),
  ('provision_settings', 'drain_is_sane', $$ update public.provision_settings set drain_per_second = 0 $$),
  ('provision_settings', 'price_and_handover_are_not_negative', $$ update public.provision_settings set handover_minutes = -1 $$),
  ('provision_settings', 'inventory_is_sane', $$ update public.provision_settings set inventory_confirm_sightings = 1 $$),
  ('provision_halts', 'scope_is_known', $$ insert into public.provision_halts (scope) values ('moon') $$),
  ('rollout_flags', 'percentage_is_in_basis_points', $$ update public.rollout_flags set percentage_bp = 10001 $$),
  ('rollout_flags', 'pace_is_sane', $$ update public.rollout_flags set entries_per_minute = 0 $$),
  ('rollout_overrides', 'verdict_is_known', $$ insert into public.rollout_overrides (flag, user_id, verdict, reason) values ('phone_provisioning', gen_random_uuid(), 'perhaps', 'x') $$),
  ('rollout_overrides', 'rollout_overrides_flag_fkey', $$ insert into public.rollout_overrides (flag, user_id, verdict, reason) values ('nothing', gen_random_uuid(), 'deny', 'x') $$),
  ('rollout_changes', 'kind_is_known', $$ update public.rollout_changes set kind = 'mood' $$),
  ('rollout_changes', 'change_says_why', $$ update public.rollout_changes set reason = ' ' $$),
  ('rollout_changes', 'rollout_changes_flag_fkey', $$ update public.rollout_changes set flag = 'nothing' $$),
  ('staff_members', 'role_is_known', $$ update public.staff_members set role = 'owner' where display_name = 'Vera' $$),
  ('staff_members', 'staff_members_user_id_fkey', $$ insert into public.staff_members (user_id, role) values (gen_random_uuid(), 'viewer') $$),
  ('staff_members', 'staff_members_created_by_fkey', $$ update public.staff_members set created_by = gen_random_uuid() where display_name = 'Vera' $$),
  ('staff_actions', 'idempotency_key_is_unique_per_requester', $$ insert into public.staff_actions (staff_id, action, idempotency_key, request) values ('00000000-0000-0000-0000-000000000002', 'hold', 'k', '{}') $$);

-- Who refuses a statement; null when nobody does.
create function pg_temp.refused_by(p_statement text) returns text language plpgsql as $$
declare v_table text; v_name text;
begin
  begin
    execute p_statement;
  exception when integrity_constraint_violation then
    get stacked diagnostics v_table = table_name, v_name = constraint_name;
    return v_table || ' ' || v_name;
  end;
  return null;
end $$;
select is((select string_agg(a.tbl || ' ' || a.refused_by || ', not ' || coalesce(r.by, 'nobody'), e'\n') from attempts a cross join lateral pg_temp.refused_by(a.statement) r(by)
  where r.by is distinct from a.tbl || ' ' || a.refused_by), null, 'each statement is refused by the constraint that states its truth');
select set_eq($$ select distinct tbl, refused_by from attempts $$, $$
  select c.relname::text, k.conname::text from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.oid in (select ('public.' || t)::regclass from (select distinct tbl from attempts where tbl <> 'provision_attempts') x(t) union all select 'private.provision_attempts'::regclass) and k.contype in ('c', 'f', 'u')
  union
  select c.relname::text, i.relname::text from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
  where x.indisunique and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relname in (select tbl from attempts)
    and not exists (select 1 from pg_constraint k where k.conindid = i.oid) $$, 'no constraint of these tables is without its statement');

-- What goes with what.
update phone_provision_logs set purchase_id = -1 where id = -1;
delete from phone_number_purchases where id = -1;
select is((select purchase_id from phone_provision_logs where id = -1), null, 'a run outlives the ledger row that it names');
delete from auth.users where id = '00000000-0000-0000-0000-000000000001';
select is((select user_id from phone_provision_logs where id = -1), null, 'and the account: its run names nobody');
select is((select count(*)::int from phone_provision_steps where run_id = -1), 1, 'with its evidence');
select is((select count(*)::int from provision_holds where user_id = '00000000-0000-0000-0000-000000000001'), 1, 'a hold outlives the account: what is left of it stays untouched');
delete from phone_provision_logs where id = -1;
select is((select count(*)::int from phone_provision_steps where run_id = -1) + (select count(*)::int from private.provision_attempts where run_id = -1), 0, 'evidence and attempts go with their run');
update staff_members set role = 'admin' where display_name = 'Vera';
delete from auth.users where id = '00000000-0000-0000-0000-000000000002';
select results_eq($$ select display_name, created_by from staff_members $$, $$ values ('Vera', null::uuid) $$, 'a staff member goes with the account, and who was added by them stays');
select is((select count(*)::int from staff_actions where staff_id = '00000000-0000-0000-0000-000000000002' and action = 'retry'), 1, 'what they did stays in the trail');
select * from finish();
rollback;
