-- A bulk is previewed, confirmed and started; what has not been started can be stopped.

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

revoke execute on function private.hash_bulk(text, uuid, text), private.check_bulk_request(text), private.preview_bulk(jsonb, text, text[]),
  private.create_bulk_job(jsonb, text, text, text, integer, text, text[], text), private.abort_bulk_job(bigint)
  from public, anon, authenticated, service_role;
