// Pictures of the page for the documentation: scripts/screenshots.sh calls it.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { CHANCERY, RECORD, CHROMIUM, OUT, FORMAT = 'webp', ONLY } = process.env;
const DISPUTE = '/?between=USA,RUS';
const MOST = 1180; // what is longer is cut at the foot

const hover = (label) => async (page) => {
  const at = await page.evaluate((text) => {
    const found = [...document.querySelectorAll('.label')].find((l) => l.textContent.includes(text));
    const [, x, y] = /^M([\d.]+) .*V([\d.]+)$/.exec(found.querySelector('path').getAttribute('d'));
    const box = document.querySelector('.chart').getBoundingClientRect();
    return { x: +x + box.left, y: +y + box.top + 8 };
  }, label);
  await page.mouse.move(at.x, at.y);
  return at;
};

const PICTURES = [
  { name: 'page-timeline', query: '' },
  {
    name: 'page-drawer', query: '', then: async (page) => {
      const at = await hover('annexes')(page);
      await page.mouse.click(at.x, at.y);
      await page.waitForSelector('.drawer .mentions li');
      await page.mouse.move(5, 5);
      await page.evaluate(() => {
        const mention = document.querySelector('.drawer .keys');
        document.querySelector('.drawer').scrollTo(0, mention.offsetTop - 110);
      });
    },
  },
  { name: 'page-ledger', query: '&panel=ledger' },
  { name: 'page-channels', query: '&panel=channels' },
  { name: 'page-commitments', query: '&panel=commitments' },
  { name: 'page-positions', query: '&panel=positions' },
  { name: 'page-contradictions', query: '&panel=positions', then: (page) => page.evaluate(() => scrollTo(0, document.querySelector('h3.part').offsetTop - 24)) },
  { name: 'page-sources', query: '&panel=sources' },
  { name: 'page-brief', query: '&panel=brief' },
  { name: 'page-dark', query: '', options: { colorScheme: 'dark' } },
  {
    name: 'page-decide', edit: true, query: '&panel=ledger', then: async (page) => {
      await page.locator('.measure h3 a', { hasText: '35 Russian diplomats' }).first().click();
      await page.getByRole('button', { name: 'Split…' }).click();
      await page.locator('.decide .choice').nth(1).click();
      await page.mouse.move(5, 5);
    },
  },
];

const servers = [];
function serve(...options) {
  const server = spawn(CHANCERY, ['serve', RECORD, '-p', '0', '-q', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  return new Promise((done) => {
    let told = '';
    server.stdout.on('data', (bytes) => {
      told += bytes;
      const match = /http:\/\/[\d.]+:\d+/.exec(told);
      if (match) done(match[0]);
    });
  });
}
const TOKEN = 'a-token-for-pictures';
writeFileSync(RECORD + '.token', TOKEN + '\n');
const base = await serve();
const edit = await serve('--edit', '--token-file', RECORD + '.token');
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--hide-scrollbars', '--force-color-profile=srgb'] });
for (const picture of PICTURES) {
  if (ONLY && !ONLY.split(',').includes(picture.name)) continue;
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, deviceScaleFactor: 1.5, reducedMotion: 'reduce', ...picture.options });
  const page = await context.newPage();
  if (picture.edit) await page.goto(`${edit}/?token=${TOKEN}`);
  await page.goto((picture.edit ? edit : base) + DISPUTE + picture.query);
  await page.waitForFunction(() => document.querySelectorAll('main section > *').length > 1 && !document.querySelector('main section[aria-busy=true]'));
  await page.waitForTimeout(300);
  if (!picture.then) {
    const width = page.viewportSize().width;
    const height = await page.evaluate(() => Math.ceil(document.querySelector('main section').getBoundingClientRect().bottom + 24));
    await page.setViewportSize({ width, height: Math.min(height, picture.most ?? MOST) });
    await page.waitForTimeout(200);
  } else {
    await picture.then(page);
    await page.waitForTimeout(200);
  }
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', FORMAT === 'webp' ? { format: 'webp', quality: 82 } : { format: FORMAT });
  const file = join(OUT, `${picture.name}.${FORMAT}`);
  writeFileSync(file, Buffer.from(data, 'base64'));
  console.log(`${file} ${Math.round(data.length * 0.75 / 1024)} KiB`);
  await context.close();
}
await browser.close();
for (const server of servers) server.kill();
