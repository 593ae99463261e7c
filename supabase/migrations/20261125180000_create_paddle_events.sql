-- Paddle's word on a subscription. Events come more than once and out of order: each counts once by its id, and the one that
-- occurred last wins. What cannot be applied yet (a price nobody mapped, a customer whose profile is not written yet) is kept
-- and judged again every minute, so that a sender is answered at once and nothing is lost.

create table public.paddle_prices (
  price_id text primary key,
  tier_type text not null,
  created_at timestamptz not null default now(),
  constraint price_id_is_a_price check (price_id like 'pri\_%'),
  constraint tier_type_is_not_empty check (trim(tier_type) <> '')
);
comment on table public.paddle_prices is 'Which tier a Paddle price buys. A price that is not listed changes nothing: tiers are never guessed.';

create table public.paddle_events (
  event_id text primary key,
  event_type text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  paddle_subscription_id text not null,
  paddle_customer_id text not null,
  paddle_status text not null,
  price_ids text[] not null,
  outcome text not null default 'waiting',
  detail text,
  user_id uuid,
  subscription_id text,
  judged_at timestamptz,
  constraint outcome_is_known check (outcome in (
    'waiting', 'applied', 'stale', 'other_subscription', 'unknown_price', 'unknown_customer', 'several_customers',
    'several_tiers', 'several_subscriptions', 'unknown_status', 'failed')),
  constraint applied_names_its_row check (outcome <> 'applied' or (user_id is not null and subscription_id is not null))
);
comment on table public.paddle_events is 'Every subscription event of Paddle by its id, what came of it, and the row of subscriptions it changed.';
create index paddle_events_by_subscription_idx on public.paddle_events (paddle_subscription_id, occurred_at desc) where outcome = 'applied';
create index paddle_events_by_row_idx on public.paddle_events (subscription_id, occurred_at desc) where outcome = 'applied';
create index paddle_events_unsettled_idx on public.paddle_events (judged_at) where outcome not in ('applied', 'stale', 'other_subscription');

alter table public.paddle_prices enable row level security;
alter table public.paddle_events enable row level security;
create policy paddle_prices_select_staff on public.paddle_prices for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy paddle_events_select_staff on public.paddle_events for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.paddle_prices, public.paddle_events from public, anon, authenticated, service_role;
grant select on public.paddle_prices, public.paddle_events to authenticated, service_role;
