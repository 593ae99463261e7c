import { expectAccessible } from './fixtures/axe.ts'
import { signInByForm } from './fixtures/sign-in.ts'
import { expect, test } from './fixtures/test.ts'

test('an operator signs in and sees the console', async ({ page, stack }) => {
  await signInByForm(page, stack.accounts.operator)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
  await page.goto('/runs/999999999')
  await expectAccessible(page, 'a run that is not there')
})

test('a wrong password is refused with a sentence, and nobody is signed in', async ({ page, stack }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(stack.accounts.operator.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expectAccessible(page, 'the sign-in, refused')
  await page.goto('/runs')
  await expect(page).toHaveURL(/sign-in/)
})
