begin;
set local search_path = public, extensions;
select plan(7);
-- supabase/functions/_shared/domain/decide.test.ts holds TypeScript to the same words: where the two disagreed a run would go round for ever.
select is(private.subscription_verdict(e'pro\n', e'\tactive\r\n'), 'paid', 'a line break is no part of a word');
select is(private.subscription_verdict(e'free\n', 'active'), 'free_tier', 'nor does it turn a free tier into a paid one');
select is(private.subscription_verdict('pro', U&'\00A0Cancelled\00A0'), 'cancelled', 'nor is the space that does not break');
select is(private.subscription_verdict(U&'\FEFFFree', 'EXPIRED '), 'expired', 'nor the mark at the beginning of a file');
select is(private.subscription_verdict(e' \n\t', 'active'), 'unknown_tier', 'a tier of nothing but space is none');
select is(private.subscription_verdict('pro', U&'\2003active'), 'unknown_status', 'what is no space here is none there either');
select is(private.subscription_verdict('pro', 'act ive'), 'unknown_status', 'a space within a word stays');
select * from finish();
rollback;
