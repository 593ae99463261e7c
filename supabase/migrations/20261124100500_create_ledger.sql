-- The ledger: every number that we intend to own, own, or owned. user_id is a plain uuid, since the ledger must
-- outlive the account; so is phone_number_id, whose type in the host table is not ours to know.

create table public.phone_number_purchases (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  e164_number text not null,
  tag text not null,
  state text not null default 'intended',
  provider_number_id text,
  phone_number_id text,
  adopted boolean not null default false,
  intent_run_id bigint,
  intended_at timestamptz not null default clock_timestamp(),
  purchased_at timestamptz,
  recorded_at timestamptz,
  releasing_at timestamptz,
  released_at timestamptz,
  lost_at timestamptz,
  lost_code text,
  recheck_at timestamptz,
  release_after timestamptz,
  release_requested_at timestamptz,
  vapi_phone_number_id text,
  assistant_id text,
  linked_at timestamptz,
  verified_at timestamptz,
  -- How a run that had to do with this number failed, until a later one has looked at Twilio and succeeded.
  failed_code text,
  updated_at timestamptz not null default clock_timestamp(),
  constraint state_is_known check (state in ('intended', 'purchased', 'recorded', 'releasing', 'released', 'lost')),
  constraint number_is_e164 check (e164_number ~ '^\+[1-9][0-9]{6,14}$'),
  constraint tag_fits_friendly_name check (length(tag) between 1 and 64),
  constraint owned_number_has_a_sid check (state not in ('purchased', 'recorded') or provider_number_id is not null),
  constraint released_is_after_releasing check (released_at is null or releasing_at is null or released_at >= releasing_at),
  constraint lost_row_says_why check ((state = 'lost') = (lost_at is not null))
);
create unique index one_open_purchase_per_user on public.phone_number_purchases (user_id)
  where state in ('intended', 'purchased', 'recorded');
create unique index one_open_purchase_per_number on public.phone_number_purchases (e164_number)
  where state in ('intended', 'purchased', 'recorded', 'releasing');
create unique index one_purchase_per_sid on public.phone_number_purchases (provider_number_id)
  where provider_number_id is not null;
create index phone_number_purchases_user_idx on public.phone_number_purchases (user_id, id desc);
create index phone_number_purchases_unsettled_idx on public.phone_number_purchases (updated_at)
  where state in ('intended', 'purchased', 'releasing');
create index phone_number_purchases_release_idx on public.phone_number_purchases (coalesce(release_requested_at, release_after))
  where state = 'recorded' and (release_after is not null or release_requested_at is not null);
create index phone_number_purchases_recheck_idx on public.phone_number_purchases (recheck_at) where recheck_at is not null;
create index phone_number_purchases_releasing_idx on public.phone_number_purchases (releasing_at) where releasing_at is not null;

alter table public.phone_number_purchases enable row level security;
create policy phone_number_purchases_select_staff on public.phone_number_purchases for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.phone_number_purchases from public, anon, authenticated, service_role;
grant select on public.phone_number_purchases to authenticated, service_role;

alter table public.phone_provision_logs add constraint phone_provision_logs_purchase_id_fkey
  foreign key (purchase_id) references public.phone_number_purchases (id) on delete set null;
create index phone_provision_logs_purchase_idx on public.phone_provision_logs (purchase_id) where purchase_id is not null;
