import { expect, test } from './fixtures/test.ts'

test('an operator signs in and sees the console', async ({ page, signInAs }) => {
  await signInAs('operator')
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
})

test('a wrong password is refused with a sentence, and nobody is signed in', async ({ page, stack }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(stack.accounts.operator.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.goto('/runs')
  await expect(page).toHaveURL(/sign-in/)
})
