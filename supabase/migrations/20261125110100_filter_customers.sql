-- The one filter of the customers. List, counts, export and bulk all ask it.

create function private.customer_words(p_filter jsonb, p_key text, p_column text) returns text
language plpgsql immutable set search_path = ''
as $$
declare v_words text[];
begin
  if jsonb_typeof(p_filter -> p_key) is distinct from 'array' then return null; end if;
  v_words := array(select jsonb_array_elements_text(p_filter -> p_key));
  return case cardinality(v_words)
    when 0 then null
    when 1 then format('%1$s = %2$L', p_column, v_words[1])
    else format('%1$s = any (%2$L::text[])', p_column, v_words) end;
end
$$;

create function private.customer_text(p_text text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := trim(coalesce(p_text, ''));
  v_digits text := regexp_replace(v_text, '\D', '', 'g');
  v_phone boolean := v_text ~ '^[+()\d\s./-]+$';
begin
  if v_text = '' then return null; end if;
  if length(v_text) < 3 then
    raise exception 'text is too short: send at least 3 characters.' using errcode = 'PT400', detail = 'text';
  end if;
  -- Seven digits are a number, whatever else they could be: its own index answers alone.
  return format('(%s)', concat_ws(' or ',
    case when not (v_phone and length(v_digits) >= 7) then format('email ilike %L', '%' || regexp_replace(v_text, '([\\%_])', '\\\1', 'g') || '%') end,
    case when v_phone and length(v_digits) >= 4 then format('reverse(e164_number) like %1$L or reverse(host_number) like %1$L', reverse(v_digits) || '%') end));
end
$$;

create function private.customer_conditions(p_filter jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'status', private.customer_words(p_filter, 'status', 'status'), 'reason', private.customer_words(p_filter, 'reason', 'reason_code'),
    'fault', private.customer_words(p_filter, 'fault', 'fault'), 'retry', private.customer_words(p_filter, 'retry', 'retry'),
    'tier', private.customer_words(p_filter, 'tier', 'tier'), 'listed', private.customer_words(p_filter, 'listed', 'listed'),
    'waiting', private.customer_words(p_filter, 'waiting', 'waiting_on'),
    'text', private.customer_text(p_filter ->> 'text'),
    'ids', case when jsonb_typeof(p_filter -> 'ids') = 'array'
      then format('user_id = any (%L::uuid[])', array(select x::uuid from jsonb_array_elements_text(p_filter -> 'ids') x)) end);
exception when invalid_text_representation then
  raise exception 'The filter is malformed: %', sqlerrm using errcode = 'PT400', detail = 'filter';
end
$$;
comment on function private.customer_conditions is
  'A condition for each of {status, reason, fault, retry, tier, listed, waiting (lists of words), text (part of the e-mail, or the last digits of the number), ids}. Null does not filter.';

create function private.customer_where(p_filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return coalesce((
    select string_agg(c.value, ' and ' order by c.key)
    from jsonb_each_text(private.customer_conditions(coalesce(p_filter, '{}'))) c where c.value is not null), 'true');
end
$$;
comment on function private.customer_where is 'The filter as one condition on provision_customers; `true` when nothing filters.';

create function private.require_reader(p_what text) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if private.current_staff_role() is null then
    raise exception 'Only staff may read %.', p_what using errcode = 'PT403';
  end if;
end
$$;

-- A row counts for a facet when everything but that facet's own choice lets it through. Without a text the sums answer.
create function private.count_customers(p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  c jsonb := private.customer_conditions(coalesce(p_filter, '{}'));
  v_rows text := concat_ws(' and ', c ->> 'text', c ->> 'ids');
  v_counts jsonb;
begin
  perform private.require_reader('customers');
  execute format($sql$
    with sums as (%s), judged as (
      select *, (not coalesce(%s, false))::int as bad_status, (not coalesce(%s, false))::int as bad_reason, (not coalesce(%s, false))::int as bad_fault, (not coalesce(%s, false))::int as bad_retry,
        (not coalesce(%s, false))::int as bad_tier, (not coalesce(%s, false))::int as bad_listed, (not coalesce(%s, false))::int as bad_waiting from sums
    ), weighed as (
      select *, bad_status + bad_reason + bad_fault + bad_retry + bad_tier + bad_listed + bad_waiting as bad from judged
    ), facets as (
      select 'status' as facet, status as word, sum(n) as n from weighed where bad = bad_status group by status
      union all select 'reason', reason_code, sum(n) from weighed where bad = bad_reason and fault is not null group by reason_code
      union all select 'fault', fault, sum(n) from weighed where bad = bad_fault and fault is not null group by fault
      union all select 'retry', retry, sum(n) from weighed where bad = bad_retry and retry is not null group by retry
      union all select 'tier', tier, sum(n) from weighed where bad = bad_tier and tier is not null group by tier
      union all select 'listed', listed, sum(n) from weighed where bad = bad_listed group by listed
      union all select 'waiting', waiting_on, sum(n) from weighed where bad = bad_waiting and waiting_on is not null group by waiting_on
    )
    select jsonb_build_object('total', coalesce((select sum(n) from weighed where bad = 0), 0),
      'facets', (select coalesce(jsonb_object_agg(f.facet, f.words), '{}') from (
        select facet, jsonb_object_agg(word, n) as words from facets where n > 0 group by facet) f)) $sql$,
    case when v_rows = ''
      then 'select status, reason_code, fault, retry, tier, listed, waiting_on, sum(n) as n from private.customer_counts group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0'
      else format('select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) as n from public.provision_customers where %s group by 1, 2, 3, 4, 5, 6, 7', v_rows) end,
    coalesce(c ->> 'status', 'true'), coalesce(c ->> 'reason', 'true'), coalesce(c ->> 'fault', 'true'), coalesce(c ->> 'retry', 'true'),
    coalesce(c ->> 'tier', 'true'), coalesce(c ->> 'listed', 'true'), coalesce(c ->> 'waiting', 'true')) into v_counts;
  return v_counts;
end
$$;
comment on function private.count_customers is '{total, facets: {status, reason, fault, retry, tier, listed, waiting}}: each facet with its own choice left out. Staff only: PT403.';

-- Until Twilio has confirmed the buy by an id, a number is only meant; the host's own one is theirs as it is.
create function private.number_so_far(c public.provision_customers) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('number', coalesce(case when c.provider_number_id is not null then c.e164_number end, c.host_number),
    'intended', case when c.provider_number_id is null then c.e164_number end)
$$;
comment on function private.number_so_far is '{number, intended}: the number that a customer has, and the one that is only meant to be bought.';

-- What a line of the list says about the run behind it.
create function private.describe_customers(p_ids uuid[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'user_id', c.user_id, 'email', c.email, 'status', c.status, 'reason_code', c.reason_code, 'fault', c.fault, 'retry', c.retry,
      'tier', c.tier, 'subscription_status', c.subscription_status, 'listed', c.listed, 'waiting_on', c.waiting_on,
      'since', c.since, 'updated_at', c.updated_at, 'hold_reason', h.reason,
      'run', case when r.id is not null then jsonb_build_object('id', r.id, 'status', r.status, 'outcome', r.outcome, 'error_code', r.error_code,
        'current_step', r.current_step, 'waiting_for', r.waiting_for, 'superseded_by', r.superseded_by, 'attempt', r.attempt) end)
      || private.number_so_far(c) order by x.place), '[]')
    from unnest(p_ids) with ordinality x (user_id, place)
    join public.provision_customers c on c.user_id = x.user_id
    left join public.provision_holds h on h.user_id = c.user_id
    left join public.phone_provision_logs r on r.id = c.last_run_id);
end
$$;

create function private.list_customers(p_filter jsonb, p_sort text, p_after jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_key text := case when p_sort in ('email', 'email_down') then 'coalesce(email, '''')' else 'since' end;
  v_down boolean := p_sort in ('newest', 'email_down');
begin
  perform private.require_reader('customers');
  if p_sort is null or p_sort not in ('waiting', 'newest', 'email', 'email_down') then
    raise exception 'sort is not one of waiting, newest, email, email_down.' using errcode = 'PT400', detail = 'sort';
  end if;
  execute format('select array(select user_id from public.provision_customers where %1$s%2$s order by %3$s %4$s, user_id %4$s limit %5$s)',
    private.customer_where(p_filter),
    case when p_after is not null then format(' and (%s, user_id) %s (%L::%s, %L::uuid)', v_key, case when v_down then '<' else '>' end,
      p_after ->> 'key', case when v_key = 'since' then 'timestamptz' else 'text' end, p_after ->> 'id') else '' end,
    v_key, case when v_down then 'desc' else 'asc' end, least(greatest(coalesce(p_limit, 50), 1), 200)) into v_ids;
  return private.describe_customers(v_ids);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise exception 'The place to go on from is malformed: %', sqlerrm using errcode = 'PT400', detail = 'after';
end
$$;
comment on function private.list_customers is 'Customers that match, after the place {key, id}, by waiting, newest, email or email_down. Staff only: PT403.';

-- An e-mail as those below admin take it out of the console.
create function private.mask_email(p_email text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return regexp_replace(p_email, '^(.).*(@.*)$', '\1***\2');
end
$$;

-- A page that goes on is covered by the row of its first page: this person, this filter, these e-mails, within the hour. The filter itself
-- may hold a customer's e-mail, so that the row knows it by its hash.
create function private.is_export_on_record(p_action text, p_filter jsonb, p_emails text) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select 1 from public.staff_actions a
    where a.staff_id = auth.uid() and a.action = p_action and a.created_at > clock_timestamp() - interval '1 hour'
      and a.request ->> 'filter_hash' = md5(p_filter::text) and a.after ->> 'emails' = p_emails)
$$;
comment on function private.is_export_on_record is 'True when the audit trail knows of this export already; a page that belongs to none writes a row of its own.';

-- In the order of ids, which never change: whatever happens meanwhile, nobody is written twice. No page goes out without a row.
create function private.export_customers(p_filter jsonb, p_after uuid, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_admin boolean := private.has_staff_role('admin');
  v_emails text := case when v_admin then 'plain' else 'masked' end;
begin
  perform private.require_reader('customers');
  if p_after is null or not private.is_export_on_record('export_customers', p_filter, v_emails) then
    insert into public.staff_actions (staff_id, staff_name, action, request, after)
    select auth.uid(), (select m.display_name from public.staff_members m where m.user_id = auth.uid()), 'export_customers',
      jsonb_build_object('filter_hash', md5(p_filter::text)),
      jsonb_build_object('filter', p_filter - 'text', 'customers', private.count_customers(p_filter) -> 'total', 'emails', v_emails);
  end if;
  execute format('select array(select user_id from public.provision_customers where %s%s order by user_id limit %s)', private.customer_where(p_filter),
    case when p_after is not null then format(' and user_id > %L::uuid', p_after) else '' end, least(greatest(coalesce(p_limit, 1000), 1), 5000)) into v_ids;
  return (
    select coalesce(jsonb_agg(case when v_admin then x.row else x.row || jsonb_build_object('email', private.mask_email(x.row ->> 'email')) end order by x.place), '[]')
    from jsonb_array_elements(private.describe_customers(v_ids)) with ordinality x (row, place));
end
$$;
comment on function private.export_customers is 'A page of everything that matches; e-mails are masked below admin. The first page writes the audit row, and so does one without such a row. Staff only: PT403.';

create function public.list_customers(p_filter jsonb default '{}', p_sort text default 'waiting', p_after jsonb default null, p_limit integer default 50) returns jsonb
language sql stable set search_path = '' as $$ select private.list_customers(p_filter, p_sort, p_after, p_limit) $$;
create function public.count_customers(p_filter jsonb default '{}') returns jsonb
language sql stable set search_path = '' as $$ select private.count_customers(p_filter) $$;
create function public.export_customers(p_filter jsonb default '{}', p_after uuid default null, p_limit integer default 1000) returns jsonb
language sql set search_path = '' as $$ select private.export_customers(p_filter, p_after, p_limit) $$;
comment on function public.list_customers is 'Staff: a page of customers by keyset.';
comment on function public.count_customers is 'Staff: how many customers match, and what each facet holds.';
comment on function public.export_customers is 'Staff: a page of the export, masked below admin.';

revoke execute on function private.customer_words(jsonb, text, text), private.customer_text(text), private.customer_conditions(jsonb), private.customer_where(jsonb),
  private.require_reader(text), private.count_customers(jsonb), private.number_so_far(public.provision_customers), private.describe_customers(uuid[]), private.list_customers(jsonb, text, jsonb, integer),
  private.mask_email(text), private.is_export_on_record(text, jsonb, text), private.export_customers(jsonb, uuid, integer), public.list_customers(jsonb, text, jsonb, integer),
  public.count_customers(jsonb), public.export_customers(jsonb, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function private.list_customers(jsonb, text, jsonb, integer), private.count_customers(jsonb), private.export_customers(jsonb, uuid, integer),
  public.list_customers(jsonb, text, jsonb, integer), public.count_customers(jsonb), public.export_customers(jsonb, uuid, integer) to authenticated;
