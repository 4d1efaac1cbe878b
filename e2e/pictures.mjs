// Takes the screenshots of the documentation: npm run pictures. Look at them before you commit them.
import { fileURLToPath } from 'node:url'
import * as browsing from './browser.mjs'
import { post, startServer } from './server.mjs'

const server = await startServer()
const browser = await browsing.launch()
try {
  const { page } = await browsing.openPage(browser, server, { locale: 'en-US', timezoneId: 'UTC' })
  const main = page.getByRole('main')
  const save = async (name) => page.screenshot({ path: fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url)), animations: 'disabled' })
  const demo = () => page.getByRole('navigation').getByRole('link', { name: 'Demo' })

  await page.goto(server.signInLink)
  await main.getByText('Demo').click()
  await main.getByText('deploys').click()
  await page.getByRole('status').getByText('Live').waitFor()
  for (const text of [
    'Deploy **api** `v2.14.0` to production finished in 3 min 12 s.\nSee https://ci.example.com/builds/4213',
    'Tests failed on `main`:\n```\n--- FAIL: TestStreams (0.21s)\n    stream_test.go:88: want 3 events, got 2\n```\n> flaky since Tuesday',
    'NAME        READY   STATUS\napi-1       1/1     Running\nworker-22   0/1     Pending',
    '| service | deploys | rolled back |\n|---|--:|--:|\n| api | 29 | **2** |\n| web | 12 | 0 |',
  ]) await post(server.webhookURL, text)
  const field = page.getByRole('textbox', { name: 'Message #deploys' })
  await field.fill('Rolled back once, all green since.')
  await field.press('Enter')
  await page.getByRole('article').getByText('all green since').waitFor()
  await field.evaluate((area) => area.blur())
  await save('portal-channel')

  await page.emulateMedia({ colorScheme: 'dark' })
  await demo().click()
  await page.getByRole('navigation').getByRole('link', { name: 'Webhooks' }).click()
  await main.getByRole('link', { name: 'New webhook' }).click()
  await page.getByLabel('Name').fill('Alertmanager')
  await page.getByLabel('Channel').selectOption({ label: '#deploys' })
  await page.getByRole('button', { name: 'Create webhook' }).click()
  await page.getByRole('button', { name: 'Send a test message' }).click()
  await page.getByRole('log').getByRole('article').waitFor()
  await main.evaluate((own) => own.scrollTo(0, 0))
  await page.mouse.move(0, 0)
  await save('portal-webhook')
} finally {
  await browser.close()
  await server.stop()
}
