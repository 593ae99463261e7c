-- The runs page: list, facets, histogram and errors by code come from one filter, written as conditions over one covering index.

-- Where a run stands: the step that it failed at, and the provider that answered last. Written when an attempt ends.
alter table public.phone_provision_logs
  add column failed_step text,
  add column provider text,
  add constraint provider_is_known check (provider in ('db', 'twilio', 'vapi', 'function'));

create function private.note_where_run_stands() returns trigger
language plpgsql set search_path = ''
as $$
declare v_failed record;
begin
  select s.step, s.provider into v_failed from public.phone_provision_steps s
  where s.run_id = new.id and s.attempt = new.attempt and s.outcome in ('failed', 'unknown') and new.error_code is not null
  order by s.id desc limit 1;
  new.failed_step := case when new.error_code is not null then coalesce(v_failed.step, old.current_step) end;
  new.provider := coalesce(v_failed.provider, (
    select s.provider from public.phone_provision_steps s
    where s.run_id = new.id and s.provider in ('twilio', 'vapi') order by s.id desc limit 1), 'db');
  return new;
end
$$;
comment on function private.note_where_run_stands is 'Writes failed_step and provider when a worker lets go of a run.';
create trigger note_where_run_stands before update of status on public.phone_provision_logs
for each row when (old.status = 'processing' and new.status <> 'processing') execute function private.note_where_run_stands();

-- Counts read this index alone; a page reads its fifty rows after it.
create index phone_provision_logs_facets_idx on public.phone_provision_logs (created_at desc, id desc)
  include (status, trigger_action, failed_step, provider, source, error_code, requested_by, subject_id);
create index phone_provision_logs_code_idx on public.phone_provision_logs (error_code, created_at desc, id desc) where error_code is not null;

-- A list of words of the filter as a condition; null when it does not filter.
create function private.words_condition(p_filter jsonb, p_key text, p_column text) returns text
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(p_filter -> p_key) = 'array' and jsonb_array_length(p_filter -> p_key) > 0
    then format('coalesce(%I = any (%L::text[]), false)', p_column, array(select jsonb_array_elements_text(p_filter -> p_key))) end
$$;

create function private.run_conditions(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_by text[] := array(select jsonb_array_elements_text(case jsonb_typeof(p_filter -> 'by') when 'array' then p_filter -> 'by' else '[]' end));
begin
  return jsonb_build_object(
    'time', format('created_at >= %L::timestamptz and created_at < %L::timestamptz',
      coalesce((p_filter ->> 'since')::timestamptz, '-infinity'), coalesce((p_filter ->> 'until')::timestamptz, 'infinity')),
    'status', private.words_condition(p_filter, 'status', 'status'),
    'action', private.words_condition(p_filter, 'action', 'trigger_action'),
    'step', private.words_condition(p_filter, 'step', 'failed_step'),
    'provider', private.words_condition(p_filter, 'provider', 'provider'),
    'code', private.words_condition(p_filter, 'code', 'error_code'),
    'customer', case when p_filter ->> 'customer' is not null then format('subject_id = %L::uuid', (p_filter ->> 'customer')::uuid) end,
    -- A source, or one member of the staff.
    'by', case when cardinality(v_by) > 0 then format('coalesce(source = any (%L::text[]) or requested_by = any (%L::uuid[]), false)', v_by,
      array(select x from unnest(v_by) x where x ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')) end);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise exception 'The filter is malformed: %', sqlerrm using errcode = 'PT400', detail = 'filter';
end
$$;
comment on function private.run_conditions is
  'The one filter of the runs, a condition for each of {since, until, status, action, step, provider, code, by, customer}; literals are quoted. Null does not filter.';

create function private.run_where(p_filter jsonb, p_without text[] default '{}') returns text
language sql stable set search_path = ''
as $$
  select string_agg(c.value, ' and ' order by c.key = 'time' desc, c.key)
  from jsonb_each_text(private.run_conditions(coalesce(p_filter, '{}'))) c
  where c.value is not null and c.key <> all (p_without)
$$;
comment on function private.run_where is 'The filter as one condition, if wanted without some of its parts.';

-- The number that a run was about: the one it bought, or for what is current the one that the customer has.
create function private.describe_runs(p_ids bigint[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(
    to_jsonb(r) - 'facts_hash' - 'seen_run_ids' - 'error_message' - 'idempotency_key' - 'response_id' - 'lease_expires_at' - 'nudged_at'
      || jsonb_build_object('email', c.email, 'e164', coalesce(p.e164_number,
        case when c.last_run_id = r.id or r.finished_at is null then c.e164_number end))
    order by r.created_at desc, r.id desc), '[]')
  from public.phone_provision_logs r
  left join public.provision_customers c on c.user_id = r.subject_id
  left join public.phone_number_purchases p on p.id = r.purchase_id
  where r.id = any (p_ids)
$$;

create function private.list_runs(p_filter jsonb, p_before_at timestamptz, p_before_id bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_ids bigint[];
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read runs.' using errcode = 'PT403'; end if;
  execute format(
    'select array(select id from public.phone_provision_logs where %s%s order by created_at desc, id desc limit %s)',
    private.run_where(p_filter),
    case when p_before_id is not null then format(' and (created_at, id) < (%L::timestamptz, %s)', p_before_at, p_before_id) else '' end,
    least(greatest(coalesce(p_limit, 50), 1), 200)) into v_ids;
  return private.describe_runs(v_ids);
end
$$;
comment on function private.list_runs is 'Runs that match, newest first, after the given place (created_at, id). Staff only: PT403.';

create function public.list_runs(p_filter jsonb default '{}', p_before_at timestamptz default null, p_before_id bigint default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.list_runs(p_filter, p_before_at, p_before_id, p_limit) $$;
comment on function public.list_runs is 'A page of runs by keyset, each with its customer''s e-mail and number.';

revoke execute on function private.note_where_run_stands(), private.words_condition(jsonb, text, text), private.run_conditions(jsonb),
  private.run_where(jsonb, text[]), private.describe_runs(bigint[]), private.list_runs(jsonb, timestamptz, bigint, integer),
  public.list_runs(jsonb, timestamptz, bigint, integer) from public, anon, authenticated, service_role;
grant execute on function private.list_runs(jsonb, timestamptz, bigint, integer), public.list_runs(jsonb, timestamptz, bigint, integer) to authenticated;
