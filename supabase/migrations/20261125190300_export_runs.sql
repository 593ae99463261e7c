-- The runs as a file: the filter of the list, page by page until nothing is left, newest first. A run that is written meanwhile
-- is newer than where the export has come to, so nothing comes twice. No page goes out without a row.

create function private.export_runs(p_filter jsonb, p_before_at timestamptz, p_before_id bigint, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids bigint[];
  v_admin boolean := private.has_staff_role('admin');
  v_emails text := case when v_admin then 'plain' else 'masked' end;
begin
  perform private.require_reader('runs');
  if p_before_id is null or not private.is_export_on_record('export_runs', p_filter, v_emails) then
    insert into public.staff_actions (staff_id, staff_name, action, request, after)
    select auth.uid(), (select m.display_name from public.staff_members m where m.user_id = auth.uid()), 'export_runs',
      jsonb_build_object('filter_hash', md5(p_filter::text)),
      jsonb_build_object('filter', p_filter, 'runs', private.count_run_facets(p_filter, null, null) -> 'total', 'emails', v_emails);
  end if;
  execute format('select array(select id from public.phone_provision_logs where %s%s order by created_at desc, id desc limit %s)', private.run_where(p_filter),
    case when p_before_id is not null then format(' and (created_at, id) < (%L::timestamptz, %s)', p_before_at, p_before_id) else '' end,
    least(greatest(coalesce(p_limit, 1000), 1), 5000)) into v_ids;
  return (
    select coalesce(jsonb_agg(x.row || jsonb_build_object('email', case when v_admin then x.row ->> 'email' else private.mask_email(x.row ->> 'email') end,
      'by_name', coalesce(m.display_name, m.role)) order by x.place), '[]')
    from jsonb_array_elements(private.describe_runs(v_ids)) with ordinality x (row, place)
    left join public.staff_members m on m.user_id = (x.row ->> 'requested_by')::uuid);
end
$$;
comment on function private.export_runs is 'A page of every run that matches; e-mails are masked below admin. The first page writes the audit row, and so does one without such a row. Staff only: PT403.';

create function public.export_runs(p_filter jsonb, p_before_at timestamptz default null, p_before_id bigint default null, p_limit integer default 1000) returns jsonb
language sql set search_path = '' as $$ select private.export_runs(p_filter, p_before_at, p_before_id, p_limit) $$;
comment on function public.export_runs is 'Staff: a page of the export of the runs, masked below admin.';

revoke execute on function private.export_runs(jsonb, timestamptz, bigint, integer), public.export_runs(jsonb, timestamptz, bigint, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.export_runs(jsonb, timestamptz, bigint, integer), public.export_runs(jsonb, timestamptz, bigint, integer) to authenticated;
