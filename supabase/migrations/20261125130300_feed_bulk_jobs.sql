-- The feeder of bulk jobs and what their pages read.

create function private.stop_bulk_job(p_job_id bigint, p_why text) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_stopped integer;
begin
  update public.bulk_job_items set state = 'stopped' where job_id = p_job_id and state = 'waiting';
  get diagnostics v_stopped = row_count;
  update public.bulk_jobs set state = 'aborted', aborted_at = clock_timestamp(), stopped_because = p_why where id = p_job_id;
  insert into public.staff_actions (staff_id, staff_name, action, reason, request, after)
  values (null, 'The system', 'bulk_abort', p_why, jsonb_build_object('bulk_job_id', p_job_id), jsonb_build_object('stopped', v_stopped));
end
$$;
comment on function private.stop_bulk_job is 'Ends a job by itself, with the reason, which the audit trail has as well.';

-- One item is one staff run with a key of its own: fed twice it is one run.
create function private.start_bulk_item(p_item public.bulk_job_items, p_job public.bulk_jobs) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_run public.phone_provision_logs;
begin
  v_run := private.start_staff_run(p_job.created_by, p_item.user_id, p_item.action, p_job.reason, 'bulk:' || p_job.id || ':' || p_item.id,
    jsonb_build_object('user_id', p_item.user_id, 'action', p_item.action, 'bulk_job_id', p_job.id));
  update public.bulk_job_items set state = 'started', run_id = v_run.id, started_at = clock_timestamp() where id = p_item.id;
exception when others then
  -- A refusal is this item's result; the others go on.
  update public.bulk_job_items set state = 'refused', started_at = clock_timestamp(), note = case when sqlstate like 'PT4__'
    then regexp_replace(sqlerrm, '^Nothing was started: ', '') else 'The database refused it (' || sqlstate || ').' end
  where id = p_item.id;
end
$$;

create function private.feed_bulk_jobs() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_job public.bulk_jobs;
  v_item public.bulk_job_items;
  v_role text;
  v_started integer := 0;
  v_before integer;
  -- Never more than the engine has room for, and never all of it: other customers' runs go first.
  v_free integer := private.free_run_slots();
  v_room integer := case when v_free <= 0 then 0 else least(5, greatest(1, v_free / 2)) end;
begin
  for v_job in select * from public.bulk_jobs where state = 'feeding' order by id for update skip locked loop
    v_role := (select role from public.staff_members where user_id = v_job.created_by);
    if v_role is null or v_role = 'viewer' or (v_job.action = 'release' and v_role <> 'admin') then
      perform private.stop_bulk_job(v_job.id, 'Whoever started it may no longer do this.');
      perform private.broadcast_to_console('bulk_changed', jsonb_build_object('id', v_job.id));
      continue;
    end if;
    v_before := v_started;
    for v_item in select * from public.bulk_job_items where job_id = v_job.id and state = 'waiting' order by id limit greatest(0, v_room - v_started) loop
      perform private.start_bulk_item(v_item, v_job);
      v_started := v_started + 1;
    end loop;
    if not exists (select 1 from public.bulk_job_items where job_id = v_job.id and state = 'waiting') then
      update public.bulk_jobs set state = 'fed', fed_at = clock_timestamp() where id = v_job.id;
    end if;
    if v_started > v_before then perform private.broadcast_to_console('bulk_changed', jsonb_build_object('id', v_job.id)); end if;
    exit when v_started >= v_room;
  end loop;
  return v_started;
end
$$;
comment on function private.feed_bulk_jobs is 'Starts at most five items, half of the engine''s free slots but one if there is any; the oldest job first. Every 2 s by pg_cron.';

-- What came of an item, from the run itself.
create function private.bulk_result(p_state text, p_run_status text) returns text
language sql immutable set search_path = ''
as $$
  select case when p_state <> 'started' then p_state
    when p_run_status in ('pending', 'processing', 'retry_scheduled') then 'at_work' else coalesce(p_run_status, 'at_work') end
$$;
comment on function private.bulk_result is 'waiting, at_work, succeeded, failed, skipped, superseded, refused, left or stopped.';

create function private.describe_bulk_job(p_job public.bulk_jobs) returns jsonb
language sql stable set search_path = ''
as $$
  select to_jsonb(p_job) - 'scope' - 'idempotency_key' || jsonb_build_object('kind', p_job.scope ->> 'kind', 'filter', p_job.scope -> 'filter',
    'results', coalesce((
      select jsonb_object_agg(x.result, x.n) from (
        select private.bulk_result(i.state, r.status) as result, count(*) as n
        from public.bulk_job_items i left join public.phone_provision_logs r on r.id = i.run_id where i.job_id = p_job.id group by 1) x), '{}'))
$$;

create function private.list_bulk_jobs(p_before bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read bulk jobs.' using errcode = 'PT403'; end if;
  return (select coalesce(jsonb_agg(private.describe_bulk_job(j) order by j.id desc), '[]') from (
    select * from public.bulk_jobs where p_before is null or id < p_before order by id desc limit least(greatest(coalesce(p_limit, 50), 1), 100)) j);
end
$$;

create function private.read_bulk_job(p_job_id bigint, p_result text, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_job public.bulk_jobs;
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read bulk jobs.' using errcode = 'PT403'; end if;
  select * into v_job from public.bulk_jobs where id = p_job_id;
  if v_job.id is null then return null; end if;
  return jsonb_build_object('job', private.describe_bulk_job(v_job), 'items', coalesce((
    select jsonb_agg(x.row order by x.id) from (
      select i.id, jsonb_build_object('id', i.id, 'user_id', i.user_id, 'email', c.email, 'action', i.action, 'note', i.note, 'started_at', i.started_at,
        'result', private.bulk_result(i.state, r.status), 'run', case when r.id is not null then jsonb_build_object('id', r.id, 'status', r.status, 'outcome', r.outcome,
          'error_code', r.error_code, 'current_step', r.current_step, 'waiting_for', r.waiting_for, 'superseded_by', r.superseded_by, 'attempt', r.attempt) end,
        'number', coalesce(p.e164_number, c.e164_number)) as row
      from public.bulk_job_items i
      left join public.phone_provision_logs r on r.id = i.run_id
      left join public.provision_customers c on c.user_id = i.user_id
      left join public.phone_number_purchases p on p.id = r.purchase_id
      where i.job_id = p_job_id and i.id > coalesce(p_after, 0) and (p_result is null or private.bulk_result(i.state, r.status) = p_result)
      order by i.id limit least(greatest(coalesce(p_limit, 200), 1), 1000)) x), '[]'));
end
$$;
comment on function private.read_bulk_job is 'A bulk job with its counts and its items, each with the result of its own run; null when there is none. Staff only: PT403.';

create function public.preview_bulk(p_scope jsonb, p_action text, p_safe_codes text[] default '{}') returns jsonb
language sql stable set search_path = '' as $$ select private.preview_bulk(p_scope, p_action, p_safe_codes) $$;
create function public.create_bulk_job(p_scope jsonb, p_action text, p_reason text, p_idempotency_key text, p_expected integer, p_people text, p_safe_codes text[] default '{}', p_confirmation text default null) returns jsonb
language sql set search_path = '' as $$ select private.create_bulk_job(p_scope, p_action, p_reason, p_idempotency_key, p_expected, p_people, p_safe_codes, p_confirmation) $$;
create function public.abort_bulk_job(p_job_id bigint) returns jsonb
language sql set search_path = '' as $$ select private.abort_bulk_job(p_job_id) $$;
create function public.list_bulk_jobs(p_before bigint default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.list_bulk_jobs(p_before, p_limit) $$;
create function public.read_bulk_job(p_job_id bigint, p_result text default null, p_after bigint default null, p_limit integer default 200) returns jsonb
language sql stable set search_path = '' as $$ select private.read_bulk_job(p_job_id, p_result, p_after, p_limit) $$;
comment on function public.create_bulk_job is 'One action on many customers (operator or above; release: admin). The scope is frozen here.';

select cron.schedule('feed_bulk_jobs', '2 seconds', 'select private.feed_bulk_jobs()');

revoke execute on function private.stop_bulk_job(bigint, text), private.start_bulk_item(public.bulk_job_items, public.bulk_jobs), private.feed_bulk_jobs(),
  private.bulk_result(text, text), private.describe_bulk_job(public.bulk_jobs), private.list_bulk_jobs(bigint, integer), private.read_bulk_job(bigint, text, bigint, integer),
  public.preview_bulk(jsonb, text, text[]), public.create_bulk_job(jsonb, text, text, text, integer, text, text[], text), public.abort_bulk_job(bigint),
  public.list_bulk_jobs(bigint, integer), public.read_bulk_job(bigint, text, bigint, integer) from public, anon, authenticated, service_role;
grant execute on function private.preview_bulk(jsonb, text, text[]), private.create_bulk_job(jsonb, text, text, text, integer, text, text[], text), private.abort_bulk_job(bigint),
  private.list_bulk_jobs(bigint, integer), private.read_bulk_job(bigint, text, bigint, integer),
  public.preview_bulk(jsonb, text, text[]), public.create_bulk_job(jsonb, text, text, text, integer, text, text[], text), public.abort_bulk_job(bigint),
  public.list_bulk_jobs(bigint, integer), public.read_bulk_job(bigint, text, bigint, integer) to authenticated;
