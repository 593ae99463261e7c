-- One action on many customers: an object with a frozen scope, fed to the engine at a limited rate, abortable, with a result for each.

create table public.bulk_jobs (
  id bigint generated always as identity primary key,
  created_by uuid,
  staff_name text,
  action text not null,
  reason text not null,
  scope jsonb not null,
  idempotency_key text not null,
  state text not null default 'feeding',
  total integer not null,
  retry_of bigint references public.bulk_jobs (id),
  created_at timestamptz not null default clock_timestamp(),
  fed_at timestamptz,
  aborted_at timestamptz,
  aborted_by uuid,
  aborted_by_name text,
  stopped_because text,
  constraint action_is_known check (action in ('mend', 'retry', 'check', 'release')),
  constraint state_is_known check (state in ('feeding', 'fed', 'aborted')),
  constraint aborted_job_has_a_time check ((state = 'aborted') = (aborted_at is not null)),
  constraint job_has_a_reason check (trim(reason) <> ''),
  constraint one_job_per_key unique (created_by, idempotency_key)
);
create index bulk_jobs_feeding_idx on public.bulk_jobs (id) where state = 'feeding';
create index bulk_jobs_retry_of_idx on public.bulk_jobs (retry_of) where retry_of is not null;

create table public.bulk_job_items (
  id bigint generated always as identity primary key,
  job_id bigint not null references public.bulk_jobs (id) on delete cascade,
  user_id uuid not null,
  -- What this customer gets; null when he is left alone, and why.
  action text,
  note text,
  state text not null,
  run_id bigint,
  started_at timestamptz,
  constraint action_is_known check (action in ('retry', 'check', 'release')),
  constraint state_is_known check (state in ('waiting', 'started', 'refused', 'left', 'stopped')),
  constraint left_item_has_no_action check ((state = 'left') = (action is null)),
  constraint started_item_has_a_run check ((state = 'started') = (run_id is not null)),
  constraint one_item_per_customer unique (job_id, user_id)
);
create index bulk_job_items_waiting_idx on public.bulk_job_items (job_id, id) where state = 'waiting';
create index bulk_job_items_job_idx on public.bulk_job_items (job_id, id);
create index bulk_job_items_run_idx on public.bulk_job_items (run_id) where run_id is not null;

alter table public.bulk_jobs enable row level security;
alter table public.bulk_job_items enable row level security;
create policy bulk_jobs_select_staff on public.bulk_jobs for select to authenticated using ((select private.current_staff_role()) is not null);
create policy bulk_job_items_select_staff on public.bulk_job_items for select to authenticated using ((select private.current_staff_role()) is not null);
revoke all on public.bulk_jobs, public.bulk_job_items from public, anon, authenticated, service_role;
grant select on public.bulk_jobs, public.bulk_job_items to authenticated, service_role;

-- Who is meant. A relative or empty scope never gets here: time is bounded, and something beside time must narrow it.
create function private.bulk_customers(p_scope jsonb) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  v_ids uuid[];
  v_filter jsonb := p_scope -> 'filter';
begin
  case p_scope ->> 'kind'
    when 'customers' then
      v_ids := array(select distinct x::uuid from jsonb_array_elements_text(p_scope -> 'user_ids') x);
    when 'runs' then
      if private.run_where(v_filter, '{time}') is null then
        raise exception 'The filter is empty: choose at least one facet, code or customer besides the time.' using errcode = 'PT400', detail = 'filter';
      end if;
      if v_filter ->> 'since' is null or v_filter ->> 'until' is null then
        raise exception 'The filter has no bounded time: send since and until.' using errcode = 'PT400', detail = 'filter';
      end if;
      execute format('select array(select distinct subject_id from public.phone_provision_logs where %s limit 1001)', private.run_where(v_filter)) into v_ids;
    when 'matching' then
      if private.customer_where(v_filter) = 'true' then
        raise exception 'The filter is empty: choose at least a status, facet or part of the e-mail.' using errcode = 'PT400', detail = 'filter';
      end if;
      execute format('select array(select user_id from public.provision_customers where %s limit 1001)', private.customer_where(v_filter)) into v_ids;
    when 'bulk' then
      v_ids := array(
        select i.user_id from public.bulk_job_items i left join public.phone_provision_logs r on r.id = i.run_id
        where i.job_id = (p_scope ->> 'job_id')::bigint and (i.state = 'refused' or r.status = 'failed'));
    else
      raise exception 'scope.kind is not one of customers, runs, matching, bulk.' using errcode = 'PT400', detail = 'scope';
  end case;
  if cardinality(v_ids) = 0 then
    raise exception 'Nobody is meant: the selection holds no customer.' using errcode = 'PT400', detail = 'scope';
  end if;
  if cardinality(v_ids) > 1000 then
    raise exception 'That is more than 1,000 customers. Narrow the filter.' using errcode = 'PT400', detail = 'scope';
  end if;
  return v_ids;
exception when invalid_text_representation then
  raise exception 'scope is malformed: %', sqlerrm using errcode = 'PT400', detail = 'scope';
end
$$;
comment on function private.bulk_customers is 'The customers of a scope: {kind: customers, user_ids}, {kind: runs, filter}, {kind: matching, filter} or {kind: bulk, job_id} (those that failed). At most 1,000.';

-- What each customer would get now. `mend` does what is safe; `retry` also goes again where the cause was mended; whatever is asked, an
-- unsettled buy is looked at first.
create function private.plan_bulk(p_user_ids uuid[], p_action text, p_safe_codes text[]) returns table (user_id uuid, action text, note text, buys boolean)
language plpgsql stable set search_path = ''
as $$
declare
  v_facts jsonb;
  v_open text;
  v_failed text;
  v_why text;
  r record;
begin
  foreach user_id in array p_user_ids loop
    v_facts := private.provision_facts(user_id);
    v_open := (select x ->> 'state' from jsonb_array_elements(v_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
    v_failed := (select x ->> 'failed_code' from jsonb_array_elements(v_facts -> 'purchases') x where x ->> 'state' = 'recorded');
    select case when v_failed is not null and l.status in ('succeeded', 'skipped') then 'failed' else l.status end as status,
      coalesce(l.error_code, v_failed) as error_code into r from public.phone_provision_logs l where l.subject_id = plan_bulk.user_id and l.status <> 'superseded' order by l.id desc limit 1;
    action := case when p_action in ('mend', 'retry') then case when v_open = 'intended' then 'check' else 'retry' end else p_action end;
    v_why := coalesce(private.describe_live_run(user_id), private.why_senseless(user_id, action, v_facts));
    if v_why is null and action = 'check' and jsonb_array_length(v_facts -> 'purchases') = 0 then v_why := 'There is no number to look for.'; end if;
    if v_why is null and action = 'retry' then
      v_why := case
        when r.status in ('pending', 'retry_scheduled') then 'A run goes by itself.'
        when r.status is distinct from 'failed' then 'The last run did not fail.'
        when p_action = 'mend' and r.error_code is not null and not r.error_code = any (p_safe_codes) then 'A retry fails the same way until the cause is mended.' end;
    end if;
    note := v_why;
    if v_why is not null then action := null; end if;
    buys := coalesce(action = 'retry' and v_open is null, false);
    return next;
  end loop;
end
$$;
comment on function private.plan_bulk is 'For each customer the action, or why he is left alone, on the facts of now.';

create function private.check_bulk_request(p_action text) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins may do this.' using errcode = 'PT403'; end if;
  if p_action is null or p_action not in ('mend', 'retry', 'check', 'release') then
    raise exception 'action is not one of mend, retry, check, release.' using errcode = 'PT400', detail = 'action';
  end if;
  if p_action = 'release' and not private.has_staff_role('admin') then
    raise exception 'Only admins may release many numbers at once.' using errcode = 'PT403';
  end if;
end
$$;

-- Who is meant, in one word; of a release also who loses a number: as many others are not those whom somebody confirmed.
create function private.hash_bulk(p_action text, p_user_id uuid, p_item_action text) returns text
language sql immutable set search_path = ''
as $$ select p_user_id || case when p_action = 'release' then coalesce(p_item_action, '') else '' end $$;

create function private.preview_bulk(p_scope jsonb, p_action text, p_safe_codes text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.check_bulk_request(p_action);
  return (
    with plan as materialized (select * from private.plan_bulk(private.bulk_customers(p_scope), p_action, coalesce(p_safe_codes, '{}')))
    select jsonb_build_object(
      'total', count(*), 'retry', count(*) filter (where action = 'retry'), 'check', count(*) filter (where action = 'check'),
      'release', count(*) filter (where action = 'release'), 'left', count(*) filter (where action is null), 'buys', count(*) filter (where buys),
      'people', md5(string_agg(private.hash_bulk(p_action, user_id, action), ',' order by user_id)),
      'why', coalesce((select jsonb_agg(jsonb_build_object('note', w.note, 'count', w.n) order by w.n desc, w.note) from (
        -- Sentences that name a run or a colleague are one kind each.
        select case when p.note ~ '^(The|A|There|Switchboard) ' then p.note else 'A run is at work, or a colleague was first.' end as note, count(*) as n
        from plan p where p.note is not null group by 1) w), '[]'))
    from plan);
end
$$;
comment on function private.preview_bulk is 'How many customers a bulk would reach, what each kind of them would get, and in `people` who they are, to be confirmed. PT400 for an empty filter or more than 1,000.';

create function private.create_bulk_job(
  p_scope jsonb, p_action text, p_reason text, p_idempotency_key text, p_expected integer, p_people text, p_safe_codes text[], p_confirmation text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := auth.uid();
  v_name text;
  v_job public.bulk_jobs;
  v_acts integer;
  v_people text;
begin
  perform private.check_bulk_request(p_action);
  perform private.require_reason(p_reason);
  perform private.require_idempotency_key(p_idempotency_key, 150);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:bulk:' || v_staff || ':' || p_idempotency_key, 0));
  select * into v_job from public.bulk_jobs where created_by = v_staff and idempotency_key = p_idempotency_key;
  if v_job.id is not null then
    if v_job.scope <> p_scope or v_job.action <> p_action then
      raise exception 'This idempotency_key was used for another request.' using errcode = 'PT409', detail = 'idempotency_key';
    end if;
    -- The answer was lost and the reason changed: a second job would be wrong, and so would be to say that this reason is on record.
    if v_job.reason <> trim(p_reason) then
      raise exception 'Nothing more was started: your press before this one is at work as bulk #%, with the reason “%”.', v_job.id, v_job.reason
        using errcode = 'PT409', detail = 'reason';
    end if;
    return jsonb_build_object('job_id', v_job.id, 'replayed', true);
  end if;

  select coalesce(display_name, role) into v_name from public.staff_members where user_id = v_staff;
  insert into public.bulk_jobs (created_by, staff_name, action, reason, scope, idempotency_key, total, retry_of)
  values (v_staff, v_name, p_action, trim(p_reason), p_scope, p_idempotency_key, 0, case when p_scope ->> 'kind' = 'bulk' then (p_scope ->> 'job_id')::bigint end)
  returning * into v_job;
  insert into public.bulk_job_items (job_id, user_id, action, note, state)
  select v_job.id, p.user_id, p.action, p.note, case when p.action is null then 'left' else 'waiting' end
  from private.plan_bulk(private.bulk_customers(p_scope), p_action, coalesce(p_safe_codes, '{}')) p order by p.action nulls last, p.user_id;
  select count(*), count(*) filter (where action is not null), md5(string_agg(private.hash_bulk(p_action, user_id, action), ',' order by user_id))
  into v_job.total, v_acts, v_people from public.bulk_job_items where job_id = v_job.id;
  if p_expected is distinct from v_job.total then
    raise exception 'It is % customers now, not %. Look at the preview again.', v_job.total, p_expected using errcode = 'PT409', detail = 'expected';
  end if;
  if p_people is distinct from v_people then
    raise exception 'They are as many, but not the same customers any more. Look at the preview again.' using errcode = 'PT409', detail = 'people';
  end if;
  if v_acts = 0 then raise exception 'There is nothing to do for any of these customers.' using errcode = 'PT409', detail = 'scope'; end if;
  if p_action = 'release' and p_confirmation is distinct from 'release ' || v_acts then
    raise exception 'Type "release %" to confirm.', v_acts using errcode = 'PT400', detail = 'confirmation';
  end if;
  update public.bulk_jobs set total = v_job.total where id = v_job.id;
  insert into public.staff_actions (staff_id, staff_name, action, reason, idempotency_key, request, after)
  values (v_staff, v_name, 'bulk_' || p_action, trim(p_reason), 'bulk:' || p_idempotency_key, jsonb_build_object('bulk_job_id', v_job.id, 'scope', p_scope),
    jsonb_build_object('customers', v_job.total, 'acts', v_acts));
  perform private.broadcast_to_console('bulk_changed', jsonb_build_object('id', v_job.id));
  return jsonb_build_object('job_id', v_job.id, 'replayed', false);
end
$$;
comment on function private.create_bulk_job is
  'Freezes who is meant as items and starts feeding them. PT409 when the preview is outdated, by count or by people; a release wants "release <count>" typed by an admin. The same key is the same job.';

create function private.abort_bulk_job(p_job_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job public.bulk_jobs;
  v_stopped integer;
  v_name text := (select coalesce(display_name, role) from public.staff_members where user_id = auth.uid());
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins may do this.' using errcode = 'PT403'; end if;
  -- The feeder holds this row while it starts an item: none starts after the abort has answered.
  select * into v_job from public.bulk_jobs where id = p_job_id for update;
  if v_job.id is null then raise exception 'There is no bulk job with this id.' using errcode = 'PT404', detail = 'job_id'; end if;
  if v_job.state <> 'feeding' then
    raise exception '%', case v_job.state when 'aborted' then coalesce(v_job.aborted_by_name, 'The system') || ' stopped it already.' else 'Every item has been started already.' end
      using errcode = 'PT409', detail = 'job_id';
  end if;
  update public.bulk_job_items set state = 'stopped' where job_id = p_job_id and state = 'waiting';
  get diagnostics v_stopped = row_count;
  update public.bulk_jobs set state = 'aborted', aborted_at = clock_timestamp(), aborted_by = auth.uid(), aborted_by_name = v_name where id = p_job_id;
  insert into public.staff_actions (staff_id, staff_name, action, request, after)
  values (auth.uid(), v_name, 'bulk_abort', jsonb_build_object('bulk_job_id', p_job_id), jsonb_build_object('stopped', v_stopped));
  perform private.broadcast_to_console('bulk_changed', jsonb_build_object('id', p_job_id));
  return jsonb_build_object('stopped', v_stopped);
end
$$;
comment on function private.abort_bulk_job is 'Stops what has not been started; runs that have go on. PT409 when nothing is left to stop.';

revoke execute on function private.bulk_customers(jsonb), private.plan_bulk(uuid[], text, text[]), private.hash_bulk(text, uuid, text), private.check_bulk_request(text),
  private.preview_bulk(jsonb, text, text[]), private.create_bulk_job(jsonb, text, text, text, integer, text, text[], text), private.abort_bulk_job(bigint)
  from public, anon, authenticated, service_role;
