-- Every ten seconds by the alerts. A provider that is down or stopped has an alert of its own, and its comparisons have their time once it is back.
create or replace function private.comparison_late_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce((
    select case when o.down_since <= p_now or h.halted_at <= p_now then 0
      else greatest(0, extract(epoch from p_now - greatest(coalesce(c.finished_at, k.activated_at), o.back_at, h.resumed_at)) - k.inventory_interval_minutes * 60) end
    from public.provision_settings k
    left join lateral (
      select x.finished_at from public.inventory_comparisons x where x.state = 'complete' and x.finished_at <= p_now order by x.id desc limit 1) c on true
    left join lateral (
      select split_part(x.error_code, '_', 1) as provider from public.inventory_comparisons x
      where x.state in ('complete', 'failed') and x.finished_at <= p_now order by x.id desc limit 1) f on true
    left join public.provider_outages o on o.provider = f.provider
    left join public.provision_halts h on h.scope = f.provider
    where k.activated_at <= p_now and k.project_ref is not null
      and exists (select 1 from public.phone_number_purchases p where p.state in ('purchased', 'recorded', 'releasing'))), 0)
$$;
comment on function private.comparison_late_seconds is
  'By how much the comparison with Twilio and VAPI is overdue; 0 while there is no number, and while the provider at which the last one failed is down or halted.';
